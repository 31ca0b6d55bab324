package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.scenario.Condition;
import io.vedette.scenario.ScenarioDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vedette train} told to stop leaves what it has, and goes on when it is told to. */
final class StopTrainingTest {

  @TempDir Path folder;

  private Process train(String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                Vedette.class.getName(),
                "train",
                "--architecture=vedette-pico",
                "--size=64",
                "--batch=2",
                "--epochs=100000",
                "--data=" + folder.resolve("data"),
                "--output=" + folder.resolve("out")));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private String stopAfter(int epochs, Process process) throws Exception {
    try {
      Path metrics = folder.resolve("out/metrics.csv");
      for (int i = 0; i < 2400 && epochsIn(metrics) < epochs && process.isAlive(); i++) {
        Thread.sleep(100);
      }
      process.toHandle().destroy(); // SIGTERM
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return Files.readString(folder.resolve("said.txt"));
    } finally {
      process.destroyForcibly();
    }
  }

  private static int epochsIn(Path metrics) throws Exception {
    return Files.exists(metrics) ? Files.readAllLines(metrics).size() - 1 : 0;
  }

  @Test
  void itSaysHowFarItCameAndHowToGoOn() throws Exception {
    ScenarioDataset.write(folder.resolve("data"), 5, 4, Condition.NORMAL, done -> {});
    Process first = train();

    String said = stopAfter(1, first);

    assertThat(first.exitValue()).as(said).isEqualTo(143);
    assertThat(said)
        .containsPattern("vedette train: stopped after epoch \\d+; .*training.onnx is the best")
        .contains("the same command with --resume goes on")
        .doesNotContain("fatal error");
    int epochs = epochsIn(folder.resolve("out/metrics.csv"));

    Process second = train("--resume");

    stopAfter(epochs + 1, second);
    assertThat(second.exitValue()).isEqualTo(143);
    assertThat(epochsIn(folder.resolve("out/metrics.csv"))).isGreaterThan(epochs);
    assertThat(folder.resolve("crash.log")).doesNotExist();
  }
}
