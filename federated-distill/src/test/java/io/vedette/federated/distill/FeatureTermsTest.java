package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every term that looks at inner tensors: a value worked out by hand, and its gradient. */
class FeatureTermsTest {

  private static final float STEP = 1e-2f;
  private static final List<FeatureWidths> SAME = List.of(new FeatureWidths(1, 1));
  private static final List<FeatureWidths> WIDER = List.of(new FeatureWidths(2, 3));

  private final FreeParameters parameters = new FreeParameters();

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  @AfterEach
  void free() {
    parameters.close();
  }

  private static double value(DistillationTerm term, float[] own, float[] theirs, long... shape) {
    try (Scope scope = Scope.open()) {
      Tensor s = scope.tensor(own, shape);
      Tensor t = scope.tensor(theirs, shape);
      return term.of(Sides.features(scope, List.of(s), List.of(t))).item();
    }
  }

  /** Of a student with two channels and a teacher with three, three pictures of two by two. */
  private static double gradientError(DistillationTerm term) throws Exception {
    float[] theirs = Sides.gaussian(3 * 3 * 4, 2);
    return Variable.gradientError(
        Sides.gaussian(3 * 2 * 4, 1),
        new long[] {3, 2, 2, 2},
        (scope, x) -> {
          Tensor t = scope.tensor(theirs, 3, 3, 2, 2);
          double[] emphasis = {0.5, 1, 1.5};
          return term.of(Sides.features(scope, List.of(x), List.of(t), emphasis, 0));
        });
  }

  /** The same of what the term itself has to learn, the largest of all. */
  private double learntGradientError(DistillationTerm term) {
    double error = 0;
    for (Tensor parameter : parameters.byName().values()) {
      float[] values = parameter.toFloats();
      float[] gradient = gradient(term, parameter);
      double largest = 0;
      double farthest = 0;
      for (int i = 0; i < values.length; i++) {
        double slope =
            (moved(term, parameter, values, i, STEP) - moved(term, parameter, values, i, -STEP))
                / (2 * STEP);
        farthest = Math.max(farthest, Math.abs(slope - gradient[i]));
        largest = Math.max(largest, Math.abs(gradient[i]));
      }
      error = Math.max(error, farthest / largest);
    }
    return error;
  }

  private static float[] gradient(DistillationTerm term, Tensor parameter) {
    try (Scope scope = Scope.open()) {
      float[] before = parameter.gradient() == null ? null : parameter.gradient().toFloats();
      fixed(term, scope).backward();
      float[] gradient = Objects.requireNonNull(parameter.gradient()).toFloats();
      for (int i = 0; before != null && i < gradient.length; i++) {
        gradient[i] -= before[i];
      }
      return gradient;
    }
  }

  private static double moved(
      DistillationTerm term, Tensor parameter, float[] values, int index, float by) {
    float[] changed = values.clone();
    changed[index] += by;
    parameter.assign(changed);
    try (Scope scope = Scope.withoutGradients()) {
      return fixed(term, scope).item();
    } finally {
      parameter.assign(values);
    }
  }

  private static Tensor fixed(DistillationTerm term, Scope scope) {
    Tensor s = scope.tensor(Sides.gaussian(3 * 2 * 4, 1), 3, 2, 2, 2);
    Tensor t = scope.tensor(Sides.gaussian(3 * 3 * 4, 2), 3, 3, 2, 2);
    return term.of(Sides.features(scope, List.of(s), List.of(t)));
  }

  private static Random seeded() {
    return new Random(1);
  }

  @Test
  void attentionIsComparedByWhereItIs() {
    // all energy in one place against all in the other: two unit vectors at a right angle
    AttentionTransferLoss loss = new AttentionTransferLoss();

    assertThat(value(loss, new float[] {3, 0}, new float[] {0, -2}, 1, 1, 1, 2))
        .isCloseTo(2, within(1e-5));
    assertThat(value(loss, new float[] {3, 0}, new float[] {-7, 0}, 1, 1, 1, 2))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void attentionPassesItsGradient() throws Exception {
    assertThat(gradientError(new AttentionTransferLoss())).isLessThan(1e-2);
  }

  @Test
  void aChannelIsADistributionOverPlaces() {
    double[] p = {1 / (1 + Math.E), Math.E / (1 + Math.E)};
    double divergence = p[0] * Math.log(p[0] / 0.5) + p[1] * Math.log(p[1] / 0.5);

    assertThat(
            value(
                new ChannelWiseLoss(parameters, SAME, seeded()),
                new float[] {4, 4},
                new float[] {2, 3},
                1,
                1,
                1,
                2))
        .isCloseTo(divergence, within(1e-5));
    assertThat(parameters.byName()).isEmpty(); // as wide: no adapter
  }

  @Test
  void channelsPassTheirGradientThroughTheAdapter() throws Exception {
    ChannelWiseLoss loss = new ChannelWiseLoss(parameters, WIDER, seeded());

    assertThat(gradientError(loss)).isLessThan(1e-2);
    assertThat(parameters.byName().get("distill.cwd.adapter0").shape()).containsExactly(3, 2, 1, 1);
    assertThat(learntGradientError(loss)).isLessThan(1e-2);
  }

  @Test
  void whatIsHiddenIsMissed() {
    MaskedGenerativeLoss loss = new MaskedGenerativeLoss(parameters, SAME, seeded());
    float[] passesOn = {0, 0, 0, 0, 1, 0, 0, 0, 0};
    parameters.byName().get("distill.mgd.first0").assign(passesOn);
    parameters.byName().get("distill.mgd.second0").assign(passesOn);
    float[] ones = new float[2 * 40 * 40];
    Arrays.fill(ones, 1);

    double hiddenPlaces = value(loss, ones, ones, 2, 1, 40, 40);

    assertThat(hiddenPlaces / (40 * 40)).isCloseTo(0.65, within(0.03));
    assertThat(hiddenPlaces).isEqualTo(value(loss, ones, ones, 2, 1, 40, 40));
  }

  @Test
  void otherPlacesAreHiddenInEveryStep() {
    MaskedGenerativeLoss loss = new MaskedGenerativeLoss(parameters, SAME, seeded());
    float[] one = Sides.gaussian(36, 1);
    double[] values = new double[2];
    for (int step = 0; step < 2; step++) {
      try (Scope scope = Scope.open()) {
        List<Tensor> levels = List.of(scope.tensor(one, 1, 1, 6, 6));
        double[] even = {1};
        values[step] = loss.of(Sides.features(scope, levels, levels, even, step)).item();
      }
    }

    assertThat(values[0]).isNotEqualTo(values[1]);
  }

  @Test
  void generationPassesItsGradient() throws Exception {
    MaskedGenerativeLoss loss = new MaskedGenerativeLoss(parameters, WIDER, seeded());

    assertThat(gradientError(loss)).isLessThan(2e-2);
    assertThat(parameters.byName()).hasSize(3);
    assertThat(learntGradientError(loss)).isLessThan(2e-2);
  }

  @Test
  void imitationLooksWhereTheTeacherIsSure() {
    // every anchor of the made-up teacher has the score 0.5: the mean of the squared errors
    FeatureImitationLoss loss = new FeatureImitationLoss(parameters, SAME, seeded());

    assertThat(value(loss, new float[] {1, 2, 3, 4}, new float[] {1, 0, 0, 0}, 1, 1, 2, 2))
        .isCloseTo((0 + 4 + 9 + 16) / 4.0, within(1e-4));
  }

  @Test
  void imitationLeavesAloneWhereTheTeacherSeesNothing() {
    FeatureImitationLoss loss = new FeatureImitationLoss(parameters, SAME, seeded());
    try (Scope scope = Scope.open()) {
      Tensor s = scope.tensor(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
      Tensor t = scope.tensor(new float[] {1, 0, 0, 0}, 1, 1, 2, 2);
      BatchComparison all = Sides.features(scope, List.of(s), List.of(t));
      double[] unsure = {0.05, 0.9, 0.05, 0.3};
      BatchComparison some =
          new BatchComparison(
              scope,
              all.student(),
              all.studentFeatures(),
              all.teacher(),
              all.teacherFeatures(),
              unsure,
              all.emphasis(),
              1,
              0);

      assertThat(loss.of(some).item()).isCloseTo((0.9 * 4 + 0.3 * 16) / 1.2, within(1e-4));
    }
  }

  @Test
  void imitationPassesItsGradient() throws Exception {
    FeatureImitationLoss loss = new FeatureImitationLoss(parameters, WIDER, seeded());

    assertThat(gradientError(loss)).isLessThan(1e-2);
    assertThat(learntGradientError(loss)).isLessThan(1e-2);
  }

  @Test
  void distancesBetweenPicturesAreComparedBySharesOfTheirMean() {
    // student at 0, 1, 3: distances 1, 3, 2, by their mean 0.5, 1.5, 1; teacher at 0, 1, 2: 3/4,
    // 3/2, 3/4; each difference counts twice among nine pairs
    RelationalDistanceLoss loss = new RelationalDistanceLoss();

    assertThat(value(loss, new float[] {0, 1, 3}, new float[] {0, 1, 2}, 3, 1, 1, 1))
        .isCloseTo(2 * (0.0625 / 2 + 0 + 0.0625 / 2) / 9, within(1e-5));
    assertThat(value(loss, new float[] {0, 1, 3}, new float[] {5, 7, 11}, 3, 1, 1, 1))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void distancesPassTheirGradient() throws Exception {
    assertThat(gradientError(new RelationalDistanceLoss())).isLessThan(1e-2);
  }

  @Test
  void anglesBetweenPicturesAreComparedByTheirCosines() {
    // the student's pictures make a right angle with 45 degrees at either side, the teacher's lie
    // on a line
    RelationalAngleLoss loss = new RelationalAngleLoss();
    float[] corner = {0, 0, 1, 0, 0, 1};
    float[] line = {0, 0, 1, 0, -1, 0};
    double slant = 1 - Math.sqrt(0.5);

    // at the first picture 0 against -1, at the other two √½ against 1; each counts twice
    assertThat(value(loss, corner, line, 3, 2, 1, 1))
        .isCloseTo(2 * (0.5 + slant * slant) / 27, within(1e-5));
    assertThat(value(loss, corner, new float[] {9, 9, 9, 4, 14, 9}, 3, 2, 1, 1))
        .isCloseTo(0, within(1e-5));
  }

  @Test
  void anglesPassTheirGradient() throws Exception {
    assertThat(gradientError(new RelationalAngleLoss())).isLessThan(1e-2);
  }

  @Test
  void relationsOfASinglePictureSayNothing() {
    assertThat(value(new RelationalDistanceLoss(), new float[] {1}, new float[] {2}, 1, 1, 1, 1))
        .isZero();
    assertThat(value(new RelationalAngleLoss(), new float[] {1, 3}, new float[] {2, 7}, 2, 1, 1, 1))
        .isZero();
  }

  @Test
  void aFineLevelShallLookWhereTheCoarseOneDoes() throws Exception {
    DeepFeatureLoss loss = new DeepFeatureLoss();
    float[] fine = new float[16];
    fine[0] = 2; // all in the upper left quarter
    try (Scope scope = Scope.open()) {
      Tensor level = scope.tensor(fine, 1, 1, 4, 4);
      Tensor there = scope.tensor(new float[] {1, 0, 0, 0}, 1, 1, 2, 2);
      Tensor elsewhere = scope.tensor(new float[] {0, 0, 0, 1}, 1, 1, 2, 2);

      assertThat(loss.of(Sides.features(scope, List.of(level, there), List.of())).item())
          .isCloseTo(0, within(1e-5));
      assertThat(loss.of(Sides.features(scope, List.of(level, elsewhere), List.of())).item())
          .isCloseTo(2, within(1e-5));
    }

    float[] coarse = Sides.gaussian(4, 3);
    double error =
        Variable.gradientError(
            Sides.gaussian(16, 4),
            new long[] {1, 1, 4, 4},
            (scope, x) ->
                loss.of(
                    Sides.features(
                        scope, List.of(x, scope.tensor(coarse, 1, 1, 2, 2)), List.of())));
    assertThat(error).isLessThan(1e-2);
  }

  @Test
  void theCoarseLevelIsTakenAsGiven() throws Exception {
    // only the fine level learns: the gradient of the coarse one would be the sum's, not zero
    float[] fine = Sides.gaussian(16, 4);
    float[] coarse = Sides.gaussian(4, 3);
    try (FreeParameters own = new FreeParameters();
        Scope scope = Scope.open()) {
      Tensor deep = own.add("coarse", coarse, 1, 1, 2, 2);
      Tensor shallow = own.add("fine", fine, 1, 1, 4, 4);

      new DeepFeatureLoss()
          .of(Sides.features(scope, List.of(shallow.mul(1), deep.mul(1)), List.of()))
          .backward();

      assertThat(deep.gradient()).isNull();
      assertThat(shallow.gradient()).isNotNull();
    }
  }

  @Test
  void aPictureCountsWhatTheEmphasisSays() {
    float[] own = {1, 0, 1, 0};
    float[] theirs = {1, 0, 0, 1}; // only the second picture is wrong
    try (Scope scope = Scope.open()) {
      List<Tensor> s = List.of(scope.tensor(own, 2, 1, 1, 2));
      List<Tensor> t = List.of(scope.tensor(theirs, 2, 1, 1, 2));
      double[] emphasis = {0.5, 1.5};

      assertThat(new AttentionTransferLoss().of(Sides.features(scope, s, t, emphasis, 0)).item())
          .isCloseTo(2 * 1.5 / 2, within(1e-5));
    }
  }
}
