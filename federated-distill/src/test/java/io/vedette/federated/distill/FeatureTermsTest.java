package io.vedette.federated.distill;

import static io.vedette.federated.distill.Comparisons.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.autograd.Parameters;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.Variable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeatureTermsTest {

  private static final List<FeatureWidths> WIDTHS = List.of(new FeatureWidths(2, 3));

  private final Parameters parameters = new Parameters();

  @AfterEach
  void close() {
    parameters.close();
  }

  private static FloatTensor theirs(float[] values, long... shape) {
    return FloatTensor.of(values, shape);
  }

  @Test
  void attentionIsTheDistanceOfMapsOfLengthOne() {
    try (Scope scope = Scope.open()) {
      // energies 1, 0 and 1, 1: maps (1, 0) and (1, 1) / sqrt 2
      Tensor own = scope.tensor(new float[] {1, 0}, 1, 1, 1, 2);
      FloatTensor teacher = theirs(new float[] {1, 1, 1, 1}, 1, 2, 1, 2);

      double value =
          new AttentionTransfer()
              .of(Comparisons.features(scope, List.of(own), List.of(teacher)))
              .item();

      assertThat(value).isCloseTo(2 - Math.sqrt(2), within(1e-5));
    }
  }

  @Test
  void channelsAreDistributionsOverPlaces() {
    ChannelWise term = new ChannelWise(parameters, List.of(new FeatureWidths(1, 1)), new Random(1));
    parameters.byName().values().forEach(weight -> weight.assign(new float[] {1}));
    double p = 1 / (1 + Math.exp(-1));
    double kl = p * Math.log(p / 0.5) + (1 - p) * Math.log((1 - p) / 0.5);
    try (Scope scope = Scope.open()) {
      Tensor own = scope.tensor(new float[] {0, 0}, 1, 1, 1, 2);
      FloatTensor teacher = theirs(new float[] {1, 0}, 1, 1, 1, 2);

      assertThat(term.of(Comparisons.features(scope, List.of(own), List.of(teacher))).item())
          .isCloseTo(kl, within(1e-5));
    }
  }

  @Test
  void whatCannotBeMadeFromNothingIsLost() {
    MaskedGenerative term = new MaskedGenerative(parameters, WIDTHS, new Random(1));
    float[] values = gaussian(3 * 4, 2);
    double energy = 0;
    for (float value : values) {
      energy += value * value;
    }
    try (Scope scope = Scope.open()) {
      Tensor nothing = scope.tensor(new float[8], 1, 2, 2, 2);
      FloatTensor teacher = theirs(values, 1, 3, 2, 2);

      assertThat(term.of(Comparisons.features(scope, List.of(nothing), List.of(teacher))).item())
          .isCloseTo(energy, within(1e-4));
    }
  }

  @Test
  void relationsAreDistancesOverTheirMean() {
    try (Scope scope = Scope.open()) {
      // pictures at 0, 1, 3 and at 0, 2, 6: the same relations; at 0, 1, 2: others
      Tensor own = scope.tensor(new float[] {0, 1, 3}, 3, 1, 1, 1);
      FloatTensor twice = theirs(new float[] {0, 2, 6}, 3, 1, 1, 1);
      FloatTensor other = theirs(new float[] {0, 1, 2}, 3, 1, 1, 1);
      double[] ours = {1 * 9 / 12.0, 3 * 9 / 12.0, 2 * 9 / 12.0};
      double[] their = {1 * 9 / 8.0, 2 * 9 / 8.0, 1 * 9 / 8.0};
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += 2 * Math.pow(ours[i] - their[i], 2) / 2;
      }
      Relational term = new Relational();

      assertThat(term.of(Comparisons.features(scope, List.of(own), List.of(twice))).item())
          .isCloseTo(0, within(1e-5));
      assertThat(term.of(Comparisons.features(scope, List.of(own), List.of(other))).item())
          .isCloseTo(sum / 9, within(1e-4));
    }
  }

  @Test
  void aShallowLevelThatLooksWhereTheDeepOneDoesHasNothingToLearn() {
    try (Scope scope = Scope.open()) {
      Tensor fine = scope.tensor(new float[] {1, 1, 0, 0, 1, 1, 0, 0}, 1, 1, 2, 4);
      Tensor same = scope.tensor(new float[] {3, 0}, 1, 1, 1, 2);
      Tensor other = scope.tensor(new float[] {0, 3}, 1, 1, 1, 2);
      Deep term = new Deep();

      assertThat(term.of(Comparisons.features(scope, List.of(fine, same), List.of())).item())
          .isCloseTo(0, within(1e-5));
      assertThat(term.of(Comparisons.features(scope, List.of(fine, other), List.of())).item())
          .isCloseTo(2, within(1e-5));
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    float[] values = gaussian(3 * 2 * 4, 3);
    FloatTensor teacher = theirs(gaussian(3 * 3 * 4, 4), 3, 3, 2, 2);
    List<DistillationTerm> terms =
        List.of(
            new AttentionTransfer(),
            new ChannelWise(parameters, WIDTHS, new Random(1)),
            new MaskedGenerative(parameters, WIDTHS, new Random(2)),
            new Relational());
    for (DistillationTerm term : terms) {
      double error =
          Variable.gradientError(
              values,
              new long[] {3, 2, 2, 2},
              (scope, x) -> term.of(Comparisons.features(scope, List.of(x), List.of(teacher))));
      assertThat(error).as(term.toString()).isLessThan(3e-2);
    }
    double deep =
        Variable.gradientError(
            gaussian(2 * 16, 5),
            new long[] {1, 2, 4, 4},
            (scope, x) ->
                new Deep()
                    .of(
                        Comparisons.features(
                            scope,
                            List.of(x, scope.tensor(gaussian(8, 6), 1, 2, 2, 2)),
                            List.of())));
    assertThat(deep).isLessThan(3e-2);
  }
}
