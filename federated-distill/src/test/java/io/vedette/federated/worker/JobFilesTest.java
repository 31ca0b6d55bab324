package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.distill.DistillationTerms;
import io.vedette.federated.distill.SampleWeighting;
import io.vedette.federated.distill.Temperature;
import io.vedette.federated.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobFilesTest {

  @TempDir Path folder;

  @Test
  void jobsComeThroughAsTheyWere() throws Exception {
    Path a = folder.resolve("a file.onnx").toAbsolutePath();
    Job update = new LocalUpdateJob(a, folder, 3, 8, 1e-3, -5, folder.resolve("out"));
    Job blackBox =
        new DistillationJob(
            new DistillationJob.Models(a, a, null),
            new DistillationJob.Pictures(folder, folder),
            new DistillationJob.Training(3, 8, 1e-3, ComputePrecision.FLOAT32, 7),
            new DistillationJob.Teaching(2, 0.5),
            0.02,
            folder);
    Job dense =
        new DistillationJob(
            new DistillationJob.Models(a, a, a),
            new DistillationJob.Pictures(folder, folder),
            new DistillationJob.Training(3, 8, 1e-3, ComputePrecision.BFLOAT16, 7),
            new DistillationJob.Teaching(2, 0.5),
            0.02,
            folder);
    TrainingOptions options =
        TrainingOptions.fromScratch(3, 8, 7).withFrozen(List.of("backbone.*"));
    StudentTrainingJob.Pictures pictures =
        new StudentTrainingJob.Pictures(folder, null, "train", 4);
    Job labels = new StudentTrainingJob(a, pictures, 1, options, null, folder);
    StudentTrainingJob.Loss loss =
        new StudentTrainingJob.Loss(
            DistillationTerms.USUAL, 0.5, Temperature.parse("6:2:adaptive"), SampleWeighting.HARD);
    Job taught =
        new StudentTrainingJob(
            a,
            pictures,
            0,
            options,
            new StudentTrainingJob.Teaching(a, loss, 0.4, false, folder),
            folder);
    for (Job job : List.of(update, blackBox, dense, labels, taught)) {
      JobFiles.writeJob(job);
      assertThat(JobFiles.readJob(job.output())).isEqualTo(job);
    }
  }

  @Test
  void resultsComeThroughAsTheyWere() throws Exception {
    Score score = new Score(0.5, 0.7, 0.4, 0.6, 20, "d".repeat(64), 12.5, 20.25);
    for (Result result :
        List.of(
            new LocalUpdateResult(40, 3.5, Double.NaN, 12),
            new StudentTrainingResult(40, 2, 3.5, 2.5, 12),
            new DistillationResult(
                List.of(new VariantResult("fp32", folder.resolve("fp32.onnx"), score)),
                score,
                folder.resolve("answers.json"),
                99.5,
                Map.of("epochs", "3")))) {
      JobFiles.writeResult(folder, result);
      assertThat(JobFiles.readResult(folder)).isEqualTo(result);
    }
  }

  @Test
  void whatIsNoJobIsRefused() throws Exception {
    Path file = folder.resolve("job.json");
    for (String text :
        List.of(
            "", "[]", "{\"job\": \"rm -rf\"}", "{\"job\": \"local-update\"}", "{".repeat(999))) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> JobFiles.readJob(folder)).isInstanceOf(IOException.class);
    }
    Files.writeString(file, " ".repeat(2 << 20));
    assertThatThrownBy(() -> JobFiles.readJob(folder)).hasMessageContaining("more than");
  }
}
