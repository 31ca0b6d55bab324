package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.scenario.Condition;
import io.vedette.scenario.ScenarioDataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BadSamplesTest {

  @TempDir Path folder;
  private Path output;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void sixPicturesOneDamagedAndOneGone() throws Exception {
    output = folder.resolve("out");
    Path data = folder.resolve("data");
    ScenarioDataset.write(data, 5, 6, Condition.NORMAL, done -> {});
    List<Path> pictures = pictures(data);
    Files.delete(pictures.get(2));
    byte[] damaged = Files.readAllBytes(pictures.get(4));
    Arrays.fill(damaged, 4, damaged.length - 4, (byte) 0);
    Files.write(pictures.get(4), damaged);
  }

  private static List<Path> pictures(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(f -> f.toString().matches(".*\\.(jpg|png)")).sorted().toList();
    }
  }

  private int train(String... more) {
    CommandLine command = Vedette.commandLine().setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(err, true));
    List<String> line =
        List.of(
            "train",
            "--architecture",
            "vedette-pico",
            "--size",
            "64",
            "--epochs",
            "1",
            "--batch",
            "2",
            "--data",
            folder.resolve("data").toString(),
            "--output",
            output.toString());
    return command.execute(Stream.concat(line.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void allIsListedAndNothingTrained() {
    assertThat(train()).isEqualTo(1);

    assertThat(err.toString().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("there is no picture"))
        .last()
        .asString()
        .contains("2 problems (missing pictures: 1, unreadable pictures: 1)", "skip");
    assertThat(output).doesNotExist();
  }

  @Test
  void whatIsBadIsLeftOutAndTold() throws Exception {
    assertThat(train("--on-bad-sample", "skip")).isZero();

    assertThat(err.toString()).contains("left out 2 of 6 pictures");
    assertThat(output.resolve("left-out.txt")).content().hasLineCount(2);
    assertThat(output.resolve("training.onnx")).isRegularFile();
    assertThat(output.resolve("curves.png")).isRegularFile();
  }
}
