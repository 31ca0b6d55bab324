package io.vedette.benchmarks.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EscalationBenchTest {

  private static final Path SHARED = Path.of(System.getProperty("vedette.shared", "../../shared"));
  private static final Path STUDENT = SHARED.resolve("models/fastestdet_352.onnx");
  private static final Path TEACHER = SHARED.resolve("models/yolox_nano_416.onnx");
  private static final Path VIDEO = SHARED.resolve("data/videos/traffic-mini.mp4");

  /** Of the video's 179 frames every third is looked at. */
  private static final int EVERY = 3;

  private static final int LOOKED_AT = 60;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needs() {
    for (Path file : List.of(STUDENT, TEACHER, VIDEO)) {
      assumeTrue(
          Files.exists(file), () -> file + " is absent; set -Dvedette.shared to where it lies");
    }
  }

  private int bench(Path on, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--on=" + on));
    arguments.addAll(List.of("--student=" + STUDENT, "--teacher=" + TEACHER));
    arguments.addAll(List.of("--every=" + EVERY, "--work=" + folder.resolve("work")));
    arguments.addAll(List.of(more));
    return new CommandLine(new EscalationBench())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void aVideoIsEvaluatedByPolicyAndTheFramesAskedAboutBecomeADataset() throws Exception {
    Path examples = folder.resolve("examples");

    assertThat(bench(VIDEO)).as(err.toString()).isZero();
    assertThat(bench(VIDEO, "--hard-examples=" + examples, "--share=0.2")).isZero();

    assertThat(out.toString()).contains("| learnt |", "| even |", "| knows the verdict |");
    Dataset dataset = Datasets.open(examples, null);
    assertThat(dataset.samples()).hasSizeBetween(4, LOOKED_AT / 2 / 5 + 4); // a burst of 4
    try (var teacher =
        OnnxDetector.open(TEACHER, Hints.NONE.withScoreThreshold(0.45f), RuntimeOptions.DEFAULT)) {
      for (Sample sample : dataset.samples()) {
        String name = sample.file().getFileName().toString();
        int index = Integer.parseInt(name.replaceAll("traffic-mini-|\\.jpg", ""));
        assertThat(index).isLessThan(LOOKED_AT / 2 * EVERY);
        int seen = teacher.detect(sample.picture()).size();
        // of a JPEG: an object near the threshold may come or go
        assertThat(sample.truths().size()).isBetween(seen - 3, seen + 3);
      }
    }
  }

  @Test
  void hardExamplesAreFramesOfVideos() {
    assertThat(bench(SHARED.resolve("data/voc100"), "--hard-examples=" + folder)).isEqualTo(2);

    assertThat(err.toString()).contains("--hard-examples are frames of videos, and --on has none");
  }

  @Test
  void aShareIsAShare() {
    assertThat(bench(VIDEO, "--hard-examples=" + folder, "--share=20")).isEqualTo(2);

    assertThat(err.toString()).contains("--share 20.0: a share is above 0, and 1 at most");
  }
}
