package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressFormatTest {

  @Test
  void comesThroughAsItWas() {
    for (Progress progress :
        new Progress[] {
          new Progress("training", 2, 10, 0.125, 1L << 40, 1L << 41, 12.5, 1),
          new Progress("choosing levels", 0, 0, Double.NaN, 7, 0, 0, 0)
        }) {
      assertThat(ProgressFormat.parse(ProgressFormat.format(progress))).contains(progress);
    }
  }

  @Test
  void ignoresOtherWords() {
    assertThat(ProgressFormat.parse("@progress training two 10 0.1 1 2 3 4")).isEmpty();
    assertThat(ProgressFormat.parse("loading libtorch")).isEmpty();
    assertThat(ProgressFormat.parse("")).isEmpty();
  }
}
