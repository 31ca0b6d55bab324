package io.vedette.federated.compress.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.federated.worker.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingProgressTextTest {

  private final List<String> lines = new ArrayList<>();
  private final TrainingProgressText text = new TrainingProgressText(lines::add);

  @Test
  void everyStageAndEpochIsALineAndStepsInBetweenAreNot() {
    text.accept(new Progress("asking the teacher", 0, 0, Double.NaN, 0, 40, 0, 0));
    text.accept(new Progress("asking the teacher", 0, 0, Double.NaN, 3, 40, 0, 0));
    text.accept(new Progress("training", 1, 2, 3.5, 10, 40, 0, 0));
    text.accept(new Progress("training", 1, 2, 3.25, 20, 40, 0, 0));
    text.accept(new Progress("training", 1, 2, 3, 25, 40, 1.5, 1));

    assertThat(lines)
        .containsExactly(
            "  asking the teacher, step 0 of 40",
            "  training, epoch 1 of 2, loss 3.500, step 10 of 40",
            "  training, epoch 1 of 2, loss 3.000, step 25 of 40");
  }
}
