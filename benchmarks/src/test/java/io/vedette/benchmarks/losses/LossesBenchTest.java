package io.vedette.benchmarks.losses;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.benchmarks.Benchmarks;
import io.vedette.federated.architecture.Architecture;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossesBenchTest {

  @TempDir Path folder;
  private Path output;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws Exception {
    output = folder.resolve("ablation");
    ScenarioDataset.write(folder.resolve("data"), 5, 4, Condition.NORMAL, done -> {});
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 3)
        .write(folder.resolve("teacher.onnx"));
  }

  private int losses(String only, String... common) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "losses",
                "--teacher=" + folder.resolve("teacher.onnx"),
                "--teacher-options=--variations 2 --memory " + folder.resolve("memory"),
                "--test-data=" + folder.resolve("data"),
                "--only=" + only,
                "--output=" + output,
                "--",
                "--data=" + folder.resolve("data"),
                "--architecture=vedette-pico",
                "--size=64",
                "--batch=2",
                "--epochs=1"));
    words.addAll(List.of(common));
    return Benchmarks.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  @Test
  void everyVariantGetsARowAndIsTrainedOnce() throws Exception {
    assertThat(losses("labels,logits")).as(err.toString()).isZero();

    assertThat(Files.readString(output.resolve("losses.md")).lines().skip(2).toList())
        .satisfiesExactly(
            row -> assertThat(row).startsWith("| labels | the labels alone |").contains("| +0.0 |"),
            row -> assertThat(row).startsWith("| logits | class scores"));
    assertThat(output.resolve("losses.png")).isNotEmptyFile();
    assertThat(output.resolve("losses.json")).content().contains("\"variant\" : \"logits\"");
    assertThat(output.resolve("logits.log")).content().contains("pictures asked about");
    assertThat(Files.list(folder.resolve("memory"))).isNotEmpty();

    Path trained = output.resolve("labels/training.onnx");
    FileTime then = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(trained, then);
    assertThat(losses("labels,logits")).isZero();
    assertThat(Files.getLastModifiedTime(trained)).isEqualTo(then);
  }

  /** Few labels are enough for its own average, and rows of earlier calls stay in the table. */
  @Test
  void selfDistillationGetsARowBelowEarlierOnes() throws Exception {
    assertThat(losses("labels", "--labelled-share=0.5")).as(err.toString()).isZero();
    assertThat(losses("self", "--labelled-share=0.5")).as(err.toString()).isZero();

    assertThat(Files.readString(output.resolve("losses.md")).lines().skip(2).toList())
        .satisfiesExactly(
            row -> assertThat(row).startsWith("| labels |").contains("| +0.0 |"),
            row -> assertThat(row).startsWith("| self | its own average |"));
  }

  @Test
  void aFailedTrainingIsReportedWithItsLog() {
    assertThat(losses("logits", "--losses=dkd")).isEqualTo(1);

    assertThat(err.toString()).contains("logits.log").hasLineCount(1);
  }

  @Test
  void anUnknownVariantIsWrongUsage() {
    assertThat(losses("logits,hope")).isEqualTo(2);

    assertThat(err.toString()).contains("no variant is called [hope]");
  }
}
