package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.train.Drawings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledShareTest {

  @TempDir Path folder;

  @Test
  void aLargerShareHoldsAllOfASmallerOne() throws Exception {
    Dataset all = Drawings.write(folder, 20, 1);

    LabelledShare small = LabelledShare.of(all, 0.1, 7);
    LabelledShare large = LabelledShare.of(all, 0.5, 7);

    assertThat(small.labelled().samples()).hasSize(2);
    assertThat(small.others().samples()).hasSize(18);
    assertThat(large.labelled().samples()).containsAll(small.labelled().samples());
    assertThat(LabelledShare.of(all, 0.1, 7)).isEqualTo(small);
    assertThat(LabelledShare.of(all, 0.1, 8)).isNotEqualTo(small);
    assertThat(small.repeated().samples())
        .hasSize(20)
        .containsOnlyElementsOf(small.labelled().samples());
  }

  @Test
  void aShareIsAShare() throws Exception {
    Dataset all = Drawings.write(folder, 2, 1);

    assertThatThrownBy(() -> LabelledShare.of(all, 1.5, 1)).hasMessageContaining("1.5");
    assertThat(LabelledShare.of(all, 0.01, 1).labelled().samples()).hasSize(1);
  }
}
