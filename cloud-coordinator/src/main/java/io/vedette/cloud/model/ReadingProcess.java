package io.vedette.cloud.model;

import io.vedette.federated.worker.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads a file in a Java process with bounds: of memory, and of processor time rather than of time,
 * so that a busy machine fails nothing.
 */
final class ReadingProcess {

  private static final int BASE_MIB = 768;

  /** Of a file the process holds the bytes, the parsed graph and two written ones. */
  private static final int TIMES_THE_FILE = 8;

  private static final Duration PROCESSOR_TIME = Duration.ofMinutes(3);
  private static final Duration IN_ALL = Duration.ofMinutes(30);

  private static final int OUT_OF_MEMORY = 3;

  private static final List<String> INHERITED =
      List.of("vedette.natives", "onnxruntime.native.path");

  private static final Path NICE = Path.of("/usr/bin/nice");

  private ReadingProcess() {}

  /**
   * Answers what lies in a folder.
   *
   * @return also a refusal when the process was killed at a bound, or died of the file
   * @throws IOException when no process can be started, or the folder cannot be read
   */
  static ReadModel run(Path folder) throws IOException, InterruptedException {
    String name = ReadingFiles.question(folder).fileName();
    long fileMib = Files.size(ReadingFiles.model(folder)) >> 20;
    long memoryMib = BASE_MIB + TIMES_THE_FILE * fileMib;
    Process process = start(folder, memoryMib);
    try {
      long since = System.nanoTime();
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        if (ResidentMemory.mebibytes(process.pid()).orElse(0) > 2 * memoryMib) {
          return needsMemory(name, 2 * memoryMib);
        }
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
        if (used.compareTo(PROCESSOR_TIME) > 0 || System.nanoTime() - since > IN_ALL.toNanos()) {
          return ReadModel.refused(
              name + ": it was not read in " + PROCESSOR_TIME.toMinutes() + " minutes", "");
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    if (ReadingFiles.isAnswered(folder)) {
      return ReadingFiles.answer(folder);
    }
    return process.exitValue() == OUT_OF_MEMORY
        ? needsMemory(name, memoryMib)
        : ReadModel.refused(
            name + ": the process that read it broke, with " + process.exitValue(), "");
  }

  private static ReadModel needsMemory(String name, long mebibytes) {
    return ReadModel.refused(
        name + ": reading it takes more than the " + mebibytes + " MiB of memory it may", "");
  }

  private static Process start(Path folder, long memoryMib) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memoryMib + "m");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
    for (String property : INHERITED) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ModelReadingMain.class.getName(), folder.toAbsolutePath().toString()));
    // what it leaves when it breaks lies in the folder, which is deleted
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
