package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledShareTest {

  private final Dataset all =
      new Dataset(
          "forty",
          List.of("mark"),
          IntStream.range(0, 40)
              .mapToObj(i -> new Sample("" + i, Path.of(i + ".png"), 8, 8, List.of()))
              .toList());

  private static List<String> ids(Dataset data) {
    return data.samples().stream().map(Sample::id).toList();
  }

  @Test
  void theSameSeedChoosesTheSamePicturesAndMoreHoldsLess() {
    List<String> tenth = ids(LabelledShare.of(all, 0.1, 1).labelled());
    List<String> quarter = ids(LabelledShare.of(all, 0.25, 1).labelled());

    assertThat(tenth).hasSize(4).isEqualTo(ids(LabelledShare.of(all, 0.1, 1).labelled()));
    assertThat(quarter).hasSize(10).containsAll(tenth);
    assertThat(ids(LabelledShare.of(all, 0.1, 2).labelled())).isNotEqualTo(tenth);
  }

  @Test
  void everyPictureIsOnOneSide() {
    LabelledShare share = LabelledShare.of(all, 0.3, 5);

    assertThat(ids(share.labelled())).doesNotContainAnyElementsOf(ids(share.others()));
    assertThat(share.labelled().samples().size() + share.others().samples().size()).isEqualTo(40);
    assertThat(LabelledShare.of(all, 1, 5).others().samples()).isEmpty();
    assertThat(LabelledShare.of(all, 1e-6, 5).labelled().samples()).hasSize(1);
  }

  @Test
  void fewPicturesComeAgainSoThatAnEpochIsAsLong() {
    LabelledShare share = LabelledShare.of(all, 0.25, 1);

    List<String> repeated = ids(share.repeated());

    assertThat(repeated).hasSize(40);
    assertThat(repeated.stream().filter(ids(share.labelled()).get(3)::equals)).hasSize(4);
  }

  @Test
  void aShareThatIsNoneIsSaid() {
    assertThatThrownBy(() -> LabelledShare.of(all, 0, 1)).hasMessageContaining("is not 0 to 1");
    assertThatThrownBy(() -> LabelledShare.of(all, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
