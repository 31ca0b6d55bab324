package io.vedette.federated.worker;

import static io.vedette.federated.worker.SpeakingStudent.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.worker.DistillationTask.Form;
import io.vedette.federated.worker.DistillationTask.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DistillationTaskTest {

  @TempDir Path folder;

  private static final Graph GRAPH =
      Architecture.named("vedette-pico").orElseThrow().build(List.of("dot"), 64, 1);

  private static Measured form(double ap50, double milliseconds) {
    return new Measured(
        new Form("int8", GRAPH, ""),
        new Score(0.3, ap50, 0.3, 0.4, 8, "pictures", milliseconds, 2 * milliseconds));
  }

  @Test
  void theClockChoosesBetweenTwoFormsAndNotWhatTheyFind() {
    Measured plain = form(0.6, 5);

    assertThat(Measured.quicker(plain, form(0.5, 4.9)).score().ap50()).isEqualTo(0.5);
    assertThat(Measured.quicker(plain, form(0.7, 5.1))).isEqualTo(plain);
  }

  private static String strides(Path file) throws Exception {
    return SpecInference.infer(Graph.read(file), Hints.NONE, "test")
        .head()
        .parameters()
        .get("strides");
  }

  private Path written(Dataset data, int from, int to) throws Exception {
    Path file = folder.resolve("from-" + from + ".json");
    CocoWriter.write(data.withSamples(data.samples().subList(from, to)), file);
    return file;
  }

  @Test
  void devicesLeaveOutLevelsThatFindNothingAndTrainingKeepsThem() throws Exception {
    Graph student = SpeakingStudent.of(SpeakingStudent.DOT, SILENT, SILENT);
    Path file = folder.resolve("student.onnx");
    student.write(file);
    Dataset seen = SpeakingStudent.seenBy(student, SpeakingStudent.DOT, 20, folder);
    Path output = Files.createDirectories(folder.resolve("output"));
    Path held = written(seen, 16, 20);
    DistillationJob job =
        new DistillationJob(
            new DistillationJob.Models(file, file, null),
            new DistillationJob.Pictures(written(seen, 0, 16), held),
            new DistillationJob.Training(1, 4, 1e-9, ComputePrecision.FLOAT32, 1),
            new DistillationJob.Teaching(1, 0.5),
            0.2,
            output);

    DistillationResult result = DistillationTask.run(job, progress -> {});

    assertThat(result.recipe()).containsEntry("levels", "1 of 3").containsKey("levels_why");
    assertThat(strides(output.resolve("fp32.onnx"))).isEqualTo("8");
    assertThat(strides(output.resolve("int8.onnx"))).isEqualTo("8");
    assertThat(strides(job.trained())).isEqualTo("8,16,32");
    assertThat(GraphWeights.of(Graph.read(job.trained())).byName().keySet())
        .isEqualTo(GraphWeights.of(student).byName().keySet());
  }
}
