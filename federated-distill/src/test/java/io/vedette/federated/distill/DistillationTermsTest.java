package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.FreeParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistillationTermsTest {

  private static final List<FeatureWidths> LEVEL = List.of(new FeatureWidths(4, 8));

  @Test
  void aChoiceIsReadWithItsWeights() throws Exception {
    DistillationTerms terms = DistillationTerms.parse("logits, cwd=0.5,mgd");
    try (FreeParameters parameters = new FreeParameters()) {
      assertThat(terms).hasToString("logits=1.0,cwd=0.5,mgd=2.0E-4");
      List<DistillationTerms.Weighted> made = terms.make(parameters, LEVEL, 1);

      assertThat(made)
          .extracting(w -> w.term().getClass().getSimpleName())
          .containsExactly("ClassLogitsLoss", "ChannelWiseLoss", "MaskedGenerativeLoss");
      assertThat(made)
          .extracting(DistillationTerms.Weighted::weight)
          .containsExactly(1.0, 0.5, 2e-4);
      assertThat(parameters.byName())
          .containsOnlyKeys(
              "distill.cwd.adapter0",
              "distill.mgd.adapter0",
              "distill.mgd.first0",
              "distill.mgd.second0");
    }
  }

  @Test
  void theSameSeedDrawsTheSameAdapters() throws Exception {
    DistillationTerms terms = DistillationTerms.parse("cwd");
    assertThat(adapter(terms, 1)).isEqualTo(adapter(terms, 1)).isNotEqualTo(adapter(terms, 2));
  }

  private static float[] adapter(DistillationTerms terms, long seed) {
    try (FreeParameters parameters = new FreeParameters()) {
      terms.make(parameters, LEVEL, seed);
      return parameters.byName().get("distill.cwd.adapter0").toFloats();
    }
  }

  @Test
  void aChoiceKnowsWhatItLooksAt() throws Exception {
    DistillationTerms usual = DistillationTerms.parse(DistillationTerms.USUAL);
    assertThat(usual.needsFeatures()).isFalse();
    DistillationTerms own = DistillationTerms.parse("logits,deep");
    assertThat(own.needsFeatures()).isTrue();
    DistillationTerms both = DistillationTerms.parse("at");
    assertThat(both.needsAnchors()).isFalse();
    assertThat(DistillationTerms.parse("imitate").needsAnchors()).isTrue();
  }

  @Test
  void anUnknownNameOrNumberIsSaid() {
    assertThatThrownBy(() -> DistillationTerms.parse("logits,dkd"))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("'dkd' is no distillation loss; there are logits=1.0, boxes=1.0,")
        .hasMessageContaining("mgd=2.0E-4");
    assertThatThrownBy(() -> DistillationTerms.parse("cwd=much"))
        .hasMessage("cwd=much: 'much' is no number");
    assertThatThrownBy(() -> DistillationTerms.parse("cwd=-1"))
        .hasMessage("cwd=-1: a weight is 0 to a million");
  }
}
