package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive as somebody who downloads it has it: unpacked into a folder of any name, a Java and
 * the system's own tools, and nothing else.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PackagedArchiveTest {

  private static final Path TARGET = Path.of("..", "cli", "target").toAbsolutePath().normalize();
  private static final List<String> TOOLS =
      List.of("bash", "env", "dirname", "readlink", "ls", "cksum", "mkdir", "find", "rm", "java");

  @TempDir private static Path folder;
  private static Path home;
  private static Path tools;
  private static Path picture;

  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void unpack() throws Exception {
    Path archive = archive();
    Path place = Files.createDirectory(folder.resolve("a place"));
    assertThat(
            run(List.of("tar", "-xzf", archive.toString(), "-C", place.toString()), Map.of())
                .code())
        .isZero();
    try (Stream<Path> unpacked = Files.list(place)) {
      home = unpacked.findFirst().orElseThrow();
    }
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }
    byte[] bgr = new byte[320 * 240 * 3];
    new Random(1).nextBytes(bgr);
    picture = Files.write(folder.resolve("a.png"), Pictures.encodePng(new Picture(320, 240, bgr)));
  }

  private static Path archive() throws IOException {
    assumeTrue(Files.isDirectory(TARGET), () -> TARGET + " is absent: 'mvn package' makes it");
    try (Stream<Path> files = Files.list(TARGET)) {
      List<Path> archives =
          files.filter(file -> file.toString().endsWith(".tar.gz")).sorted().toList();
      assumeTrue(!archives.isEmpty(), () -> TARGET + " holds no archive: 'mvn package' makes it");
      return archives.get(0);
    }
  }

  private static Path onPath(String tool) {
    if (tool.equals("java")) {
      return Path.of(System.getProperty("java.home"), "bin", "java");
    }
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** Runs the unpacked command with nothing of this process's environment. */
  private static Ended vedette(Path cache, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/vedette").toString()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return run(
        command,
        Map.of("PATH", tools.toString(), "XDG_CACHE_HOME", cache.toString(), "HOME", "/none"));
  }

  private static Ended run(List<String> command, Map<String, String> environment) throws Exception {
    Path out = Files.createTempFile(folder, "out", null);
    Path err = Files.createTempFile(folder, "err", null);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    if (!environment.isEmpty()) {
      builder.environment().clear();
      builder.environment().putAll(environment);
    }
    Process process = builder.directory(folder.toFile()).start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(command.toString()).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Ended detect(Path cache) throws Exception {
    return vedette(
        cache, "detect", "--model", home.resolve("models/boards-student.onnx"), "--input", picture);
  }

  private static List<Path> archivesIn(Path cache) throws IOException {
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  @Test
  void itTellsItsVersionAndNeedsNothingElse() throws Exception {
    Ended version = vedette(folder.resolve("none"), "--version");
    assertThat(version).isEqualTo(new Ended(0, version.out(), ""));
    assertThat(version.out()).matches("vedette \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(home.resolve("LICENSE")).isRegularFile();
    assertThat(vedette(folder.resolve("none"), "--help").out())
        .contains("detect")
        .contains("fleet");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void itDetectsAndStartsFromAnArchiveTheSecondTime() throws Exception {
    Path cache = folder.resolve("cache");
    // what fails loads little: nothing is kept of it
    assertThat(vedette(cache, "detect", "--model", "none.onnx", "--input", picture).code())
        .isEqualTo(1);
    Ended first = detect(cache);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("a.png: ");
    List<Path> archives = archivesIn(cache);
    assertThat(archives).hasSize(1);
    byte[] made = Files.readAllBytes(archives.get(0));

    Ended second = detect(cache);
    assertThat(second).isEqualTo(first);
    assertThat(Files.readAllBytes(archives.get(0))).isEqualTo(made);

    // one that is damaged is passed over, or made again
    Files.delete(archives.get(0));
    Files.write(archives.get(0), new byte[5000]);
    assertThat(detect(cache)).isEqualTo(first);
    // of two archives of the same classes one may have a page more
    assertThat(Files.size(archivesIn(cache).get(0))).isGreaterThan(made.length / 2);
    for (int i = 4; i < 4096; i++) {
      made[i] = 77;
    }
    Files.delete(archives.get(0));
    Files.write(archives.get(0), made);
    assertThat(detect(cache)).isEqualTo(first);
  }

  @Test
  void anAgentThatWasStoppedStartsFromAnArchive() throws Exception {
    Path cache = folder.resolve("agents");
    assertThat(stoppedAgent(cache)).isEqualTo(143);
    List<Path> archives = archivesIn(cache);
    assertThat(archives).hasSize(1);
    byte[] made = Files.readAllBytes(archives.get(0));

    assertThat(stoppedAgent(cache)).isEqualTo(143);
    assertThat(Files.readAllBytes(archives.get(0))).isEqualTo(made);
  }

  /** The exit code of an agent that is told to stop as soon as it answers. */
  private static int stoppedAgent(Path cache) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/vedette").toString(),
            "agent",
            "--alone",
            "--model=" + home.resolve("models/boards-student.onnx"),
            "--source=generated:boards?seed=7");
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of("PATH", tools.toString(), "XDG_CACHE_HOME", cache.toString(), "HOME", "/none"));
    Path said = Files.createTempFile(folder, "agent", null);
    Path place = Files.createTempDirectory(folder, "agent");
    Process agent =
        builder
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      for (int i = 0; agent.isAlive() && !Files.readString(said).contains("ready: "); i++) {
        assertThat(i).as(Files.readString(said)).isLessThan(2400);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      agent.destroy();
      assertThat(agent.waitFor(2, TimeUnit.MINUTES)).as(Files.readString(said)).isTrue();
      return agent.exitValue();
    } finally {
      agent.destroyForcibly();
    }
  }

  @Test
  void itDetectsWhereNothingCanBeKept() throws Exception {
    Path file = Files.createTempFile(folder, "no", "folder");
    Ended ended = detect(file.resolve("cache"));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).doesNotContain("cache").doesNotContain("jsa");
  }

  @Test
  void itReadsAndWritesVideos() throws Exception {
    Path film = folder.resolve("film.mp4");
    try (VideoWriter writer = VideoWriter.open(film, 320, 240, 10)) {
      for (int i = 0; i < 5; i++) {
        writer.write(Pictures.read(picture));
      }
    }
    Path drawn = folder.resolve("drawn.mp4");
    Ended ended =
        vedette(
            folder.resolve("cache2"),
            "detect",
            "--model",
            home.resolve("models/boards-student.onnx"),
            "--input",
            film,
            "--output",
            drawn);
    assertThat(ended.code()).as(ended.err()).isZero();
    int frames = 0;
    try (VideoReader reader = VideoReader.open(drawn.toString())) {
      while (reader.next() != null) {
        frames++;
      }
    }
    assertThat(frames).isEqualTo(5);
  }
}
