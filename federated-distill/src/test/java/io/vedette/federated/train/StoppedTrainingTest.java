package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.runtime.OrderlyEnd;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is told to stop ends in order, whatever libtorch is doing. */
final class StoppedTrainingTest {

  private static final int TRIES = 3;

  @TempDir Path folder;

  private Process start(Class<?> main) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ErrorFile=" + folder.resolve("crash.log"),
            "-XX:-CreateCoredumpOnCrash",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Sends SIGTERM when a line has come, and gives back all that was said. */
  private static List<String> stopAfter(String line, long delayMillis, Process process)
      throws Exception {
    List<String> said = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean told = false;
      for (String next = reader.readLine(); next != null; next = reader.readLine()) {
        said.add(next);
        if (!told && next.startsWith(line)) {
          told = true;
          Thread.sleep(delayMillis);
          process.toHandle().destroy(); // SIGTERM; the process' own would close its output
        }
      }
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aTrainingEndsBetweenTwoStepsAndItsCheckpointIsWhole() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      Process training = start(Training.class);

      List<String> said = stopAfter("epoch 1 is done", random.nextInt(300), training);

      assertThat(training.exitValue()).as(said.toString()).isEqualTo(143);
      assertThat(said).contains("told to stop").noneMatch(line -> line.contains("fatal error"));
      assertThat(folder.resolve("crash.log")).doesNotExist();
      new ArchiveFile(folder.resolve("run").resolve(RunFolder.CHECKPOINT)).read((n, bytes) -> {});
    }
  }

  /** Trains as long as it may, on all processors, with everything that a command has. */
  static final class Training {
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      Dataset data = Drawings.write(Files.createDirectories(folder.resolve("data")), 8, 2);
      TrainingListener announcing =
          new TrainingListener() {
            @Override
            public void onEpoch(List<EpochReport> history, io.vedette.detector.graph.Graph better) {
              System.out.println("epoch " + history.size() + " is done");
            }
          };
      try (OrderlyEnd end = OrderlyEnd.open(() -> System.out.println("told to stop"))) {
        new DetectorTrainer(TrainingOptions.fromScratch(100_000, 4, 3))
            .validateOn(data)
            .into(RunFolder.at(folder.resolve("run")), false)
            .followedBy(announcing)
            .train(Drawings.tiny(), data, ProgressListener.SILENT);
      }
    }
  }
}
