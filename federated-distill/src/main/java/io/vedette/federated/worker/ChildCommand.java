package io.vedette.federated.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line and environment of a training process. */
final class ChildCommand {

  /** Class path of the child, where it is not the parent's: an agent carries no libtorch. */
  static final String CLASS_PATH_PROPERTY = "vedette.training.classpath";

  /**
   * glibc gives tensors back to the kernel after every step unless set otherwise: with these
   * settings a training step is about twice as fast (docs/adr: DJL). OpenMP's threads spin while
   * they wait: for ever, on cores that others use too, and a step takes ten times as long; not at
   * all, and every one of a thousand barriers is a sleep. So for a while.
   */
  private static final Map<String, String> NATIVE =
      Map.of(
          "GOMP_SPINCOUNT", "100000",
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_TOP_PAD_", "268435456",
          "MALLOC_ARENA_MAX", "1");

  /**
   * Where native libraries lie, and what is logged, is the same for the child as for its parent.
   */
  private static final List<String> INHERITED =
      List.of(
          "vedette.natives",
          "onnxruntime.native.path",
          "ai.djl.offline",
          "vedette.log.level",
          "vedette.log.format");

  private static final Path NICE = Path.of("/usr/bin/nice");

  private ChildCommand() {}

  static ProcessBuilder of(Path folder, Limits limits) {
    List<String> command = new ArrayList<>();
    if (limits.niceness() > 0 && Files.isExecutable(NICE)) {
      // nice replaces itself by what it starts, so the pid stays that of the training process
      command.addAll(List.of(NICE.toString(), "-n", Integer.toString(limits.niceness())));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + limits.memoryMiB() / 2 + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    command.add("-Dvedette.threads=" + limits.threads());
    for (String name : INHERITED) {
      String value = System.getProperty(name);
      if (value != null) {
        command.add("-D" + name + "=" + value);
      }
    }
    command.add("-cp");
    command.add(classPath());
    command.add(TrainingMain.class.getName());
    command.add(folder.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(NATIVE);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(limits.threads()));
    return builder;
  }

  private static String classPath() {
    String own = System.getProperty(CLASS_PATH_PROPERTY, "");
    return own.isEmpty() ? System.getProperty("java.class.path") : own;
  }
}
