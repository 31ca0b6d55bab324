package io.vedette.federated.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingProgress;
import io.vedette.federated.train.loss.LossParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardFileTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);

  @TempDir private Path folder;

  private static TrainingProgress step(int epoch, int step, int steps, double meanBox) {
    LossParts mean = new LossParts(meanBox, 1, 0, 0);
    return new TrainingProgress(
        epoch, 9, step, steps, mean, 0.01, 50, Duration.ZERO, OptionalDouble.empty());
  }

  private static EpochReport epoch(int epoch, double ap50) {
    return new EpochReport(epoch, new LossParts(2, 1, 0.5, 0.25), ap50, ap50 / 2, 3, 0.01);
  }

  @Test
  void aFileTellsItsVersionThenStepsAndEpochs() throws Exception {
    TensorBoardFile file = new TensorBoardFile(folder, CLOCK);
    for (int step = 1; step <= 13; step++) {
      file.onStep(step(1, step, 13, step <= 10 ? 4 : 4 + (step - 10.0) / step));
    }
    file.onEpoch(List.of(epoch(1, 0.75)), null);
    file.onEnd();

    List<ReadEvent> events = ReadEvent.all(folder);
    assertThat(events).extracting(ReadEvent::step).containsExactly(0L, 1L, 10L, 13L, 13L);
    assertThat(events).extracting(ReadEvent::wallTime).containsOnly(1_700_000_000.25);
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).starts()).isTrue();
    assertThat(events.get(2).scalars())
        .containsEntry("loss/box", 4f)
        .containsEntry("loss/total", 5f);
    assertThat(events.get(2).scalars()).containsEntry("pace/learning_rate", 0.01f);
    assertThat(events.get(2).scalars()).containsEntry("pace/examples_per_second", 50f);
    // 13 steps with a mean of 4 + 3/13 after ten with a mean of 4: the last three had 5
    assertThat(events.get(3).scalars().get("loss/box")).isCloseTo(5f, within(1e-4f));
    assertThat(events.get(4).scalars())
        .containsEntry("epoch_loss/total", 3.75f)
        .containsEntry("epoch_loss/extra", 0.25f)
        .containsEntry("accuracy/AP50", 0.75f)
        .containsEntry("accuracy/AP", 0.375f);
  }

  @Test
  void whatWasNotMeasuredIsNotTold() throws Exception {
    TensorBoardFile file = new TensorBoardFile(folder, CLOCK);
    file.onStep(step(1, 1, 1, 4));
    file.onEpoch(List.of(epoch(1, Double.NaN)), null);
    file.onEnd();

    assertThat(ReadEvent.all(folder))
        .noneMatch(event -> event.scalars().keySet().stream().anyMatch(t -> t.contains("AP")));
  }

  @Test
  void aTrainingThatGoesOnVoidsWhatTheKilledEpochLeft() throws Exception {
    TensorBoardFile killed = new TensorBoardFile(folder, CLOCK);
    for (int step = 1; step <= 20; step++) {
      killed.onStep(step(1, step, 20, 4));
    }
    killed.onEpoch(List.of(epoch(1, 0.5)), null);
    for (int step = 1; step <= 10; step++) {
      killed.onStep(step(2, step, 20, 4));
    }
    TensorBoardFile goesOn = new TensorBoardFile(folder, CLOCK);
    for (int step = 1; step <= 20; step++) {
      goesOn.onStep(step(2, step, 20, 3));
    }
    goesOn.onEpoch(List.of(epoch(1, 0.5), epoch(2, 0.75)), null);
    goesOn.onEnd();
    killed.onEnd();

    List<ReadEvent> valid = ReadEvent.afterRestarts(ReadEvent.all(folder));
    assertThat(valid)
        .filteredOn(event -> event.scalars().containsKey("loss/box"))
        .extracting(ReadEvent::step)
        .containsExactly(10L, 20L, 30L, 40L);
    assertThat(valid)
        .filteredOn(event -> event.scalars().containsKey("accuracy/AP50"))
        .extracting(ReadEvent::step)
        .containsExactly(20L, 40L);
  }

  @Test
  void aTrainingWithNothingLeftToDoLeavesNoFile() throws IOException {
    new TensorBoardFile(folder, CLOCK).onEnd();

    assertThat(folder).isEmptyDirectory();
  }

  /** The value that RFC 3720 gives for CRC-32C of these digits, masked as TFRecord says. */
  @Test
  void theChecksumIsMasked() {
    int checksum = 0xe3069283;
    int expected = ((checksum >>> 15) | (checksum << 17)) + 0xa282ead8;

    assertThat(RecordFile.masked("123456789".getBytes(StandardCharsets.US_ASCII), 9))
        .isEqualTo(expected);
  }
}
