package io.vedette.federated.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.image.header.PictureSize;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.RunFolder;
import io.vedette.federated.train.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

  @TempDir private Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  private static Graph tiny() {
    return Yolo11.build(
        new Yolo11.Choices(
            Drawings.LABELS, Drawings.SIDE, 0.5, 0.125, 256, Activation.RELU, 8, false, false),
        1);
  }

  private static DetectorTrainer trainer(Path run, Dataset data) throws Exception {
    return new DetectorTrainer(TrainingOptions.fromScratch(3, 4, 1))
        .validateOn(data)
        .into(RunFolder.at(run), true)
        .followedBy(RunReport.in(run));
  }

  @Test
  void aKilledTrainingThatGoesOnTellsEveryEpochOnce() throws Exception {
    Dataset data = Drawings.write(folder, 8, 1);
    Path run = folder.resolve("run");
    ProgressListener killer =
        progress -> {
          if (progress.epoch() == 3) {
            throw new IllegalStateException("killed");
          }
        };

    assertThatThrownBy(() -> trainer(run, data).train(tiny(), data, killer)).hasMessage("killed");
    trainer(run, data).train(tiny(), data, ProgressListener.SILENT);

    assertThat(ReadEvent.afterRestarts(ReadEvent.all(run)))
        .filteredOn(event -> event.scalars().containsKey("accuracy/AP50"))
        .extracting(ReadEvent::step)
        .containsExactly(2L, 4L, 6L);
    Picture predictions = Pictures.read(run.resolve("predictions.png"));
    assertThat(predictions.width()).isGreaterThan(4 * 440);
    assertThat(ReadEvent.all(run).stream().flatMap(e -> e.pictures().entrySet().stream()))
        .isNotEmpty()
        .allMatch(e -> e.getKey().equals("predictions"))
        .allSatisfy(
            e ->
                assertThat(Pictures.size(e.getValue(), e.getKey()))
                    .isEqualTo(new PictureSize(predictions.width(), predictions.height())));
    assertThat(run.resolve("curves.png")).isNotEmptyFile();
    assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(4);
  }

  @Test
  void aReportThatCannotBeWrittenEndsNoTraining() throws Exception {
    Dataset data = Drawings.write(folder, 4, 1);
    Path run = folder.resolve("run");
    DetectorTrainer trainer = trainer(run, data);
    Files.createDirectories(run.resolve("curves.png/in the way"));

    assertThat(trainer.train(tiny(), data, ProgressListener.SILENT).epochs()).hasSize(3);
    assertThat(ReadEvent.all(run)).isNotEmpty();
  }
}
