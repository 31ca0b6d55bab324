package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that are told to stop while ONNX Runtime works end with the signal's code, with whole
 * files and without a crash.
 */
final class StopRunningTest {

  private static final Path MODEL = Path.of("..", "models", "boards-student.onnx");
  private static final int TRIES = 3;
  private static final int PICTURES = 3_000;
  private static final int SIGTERM = 143;

  @TempDir Path folder;
  private final Random random = new Random(5);

  private Process start(Path said, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dvedette.log.level=info",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                System.getProperty("java.class.path"),
                Vedette.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  /** Sends SIGTERM a moment after the process is at work; it must leave with the signal's code. */
  private void stopAtWork(Process process, Path said, Callable<Boolean> atWork) throws Exception {
    try {
      for (int i = 0; i < 2400 && !atWork.call() && process.isAlive(); i++) {
        Thread.sleep(50);
      }
      Thread.sleep(random.nextInt(400));
      process.toHandle().destroy(); // SIGTERM
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(SIGTERM);
      assertThat(Files.readString(said)).doesNotContain("fatal error");
      assertThat(folder.resolve("crash.log")).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void detectEndsBetweenTwoPicturesAndItsAnswersAreWhole() throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    byte[] grey = Pictures.encodeJpeg(new Picture(320, 320, new byte[3 * 320 * 320]), 90);
    for (int i = 0; i < PICTURES; i++) {
      Files.write(pictures.resolve("%05d.jpg".formatted(i)), grey);
    }
    for (int i = 0; i < TRIES; i++) {
      Path said = folder.resolve("detect-" + i + ".txt");
      Path json = folder.resolve("seen-" + i + ".json");
      Process detect = start(said, "detect", "--model", MODEL, "--input", pictures, "--json", json);

      stopAtWork(detect, said, () -> Files.readString(said).contains(".jpg: "));

      JsonNode answers = JsonMapper.builder().build().readTree(json.toFile()).get("images");
      long printed = Files.readAllLines(said).stream().filter(l -> l.contains(".jpg: ")).count();
      assertThat(answers.size()).isEqualTo((int) printed).isBetween(1, PICTURES - 1);
    }
  }

  @Test
  void anAgentClosesItsPartsAndStartsAgainInItsFolder() throws Exception {
    Path config = folder.resolve("agent.yaml");
    Files.writeString(
        config,
        """
        id: a
        model: %s
        dataDirectory: %s
        cameras:
          - {id: left, source: 'generated:boards?seed=1', fps: 100}
          - {id: right, source: 'generated:boards?seed=2', fps: 100}
        """
            .formatted(MODEL.toAbsolutePath(), folder.resolve("data")));
    for (int i = 0; i < TRIES; i++) {
      Path said = folder.resolve("agent-" + i + ".txt");

      stopAtWork(
          start(said, "agent", "--config", config),
          said,
          () -> Files.readString(said).contains("ready: agent a"));
    }
  }
}
