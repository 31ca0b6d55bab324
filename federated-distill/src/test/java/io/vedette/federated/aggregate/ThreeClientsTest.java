package io.vedette.federated.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.Weights;
import io.vedette.federated.aggregate.VectorLayout.Statistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three clients, worked by hand. */
class ThreeClientsTest {

  private static Weights model(float a, float b, float anchor, float mean, float variance) {
    Map<String, Weights.Values> values = new LinkedHashMap<>();
    values.put("anchor", new Weights.Values(new long[] {1}, new float[] {anchor}));
    values.put("mean", new Weights.Values(new long[] {1}, new float[] {mean}));
    values.put("variance", new Weights.Values(new long[] {1}, new float[] {variance}));
    values.put("w", new Weights.Values(new long[] {2}, new float[] {a, b}));
    return new Weights(values);
  }

  private static final Weights BASE = model(1, 2, 32, 0, 1);

  private static final VectorLayout LAYOUT =
      VectorLayout.of(
          BASE, Set.of("w"), List.of(new Statistics("mean", "variance")), name -> false);

  private static InMemoryUpdate update(
      String id, long examples, long steps, float a, float b, float mean, float variance) {
    float[] vector = LAYOUT.vector(model(a, b, 99, mean, variance));
    double norm = Math.hypot(a - 1, b - 2);
    return new InMemoryUpdate(new UpdateFacts(id, id, examples, 1, steps, norm), vector);
  }

  /** They change w by (1, 0), (0, 2) and (-1, 4). */
  private static final List<InMemoryUpdate> THREE =
      List.of(
          update("x", 1, 1, 2, 2, 1, 2),
          update("y", 1, 2, 1, 4, 2, 3),
          update("z", 2, 4, 0, 6, -1, 4));

  private static float[] made(Strategy strategy, RobustRule rule) {
    return new Aggregation(strategy, rule, LAYOUT)
        .aggregate(LAYOUT.vector(BASE), THREE, new ServerState(), () -> {})
        .model();
  }

  private static void assertValues(float[] made, double... expected) {
    assertThat(made).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) made[i]).as("value %d", i).isCloseTo(expected[i], within(6e-6));
    }
  }

  /**
   * Shares 1/4, 1/4, 1/2. Mean: (1 + 2 - 2) / 4; variance: of the pooled values, {@code E[v + m²] -
   * m²} = (3 + 7 + 2 · 5) / 4 - 1/16.
   */
  @Test
  void fedAvgPoolsVariances() {
    assertValues(made(new FedAvg(), new PlainMean()), 0.75, 4.5, 0.25, 4.9375);
  }

  /** τ̄ = (1 + 2 + 8) / 4; Σ pΔ/τ = (1/4 - 1/8, 1/4 + 1/2). */
  @Test
  void fedNova() {
    double mean = 2.75;
    assertValues(
        made(new FedNova(), new PlainMean()), 1 + mean * 0.125, 2 + mean * 0.75, 0.25, 4.9375);
  }

  /** Plain mean of the changes (0, 2), and of the means 2/3; half a step. */
  @Test
  void fedBuff() {
    double m = 2 / 3.0;
    assertValues(made(new FedBuff(0.5), new PlainMean()), 1, 3, m, (3 + 7 + 5) / 3.0 - m * m);
  }

  @Test
  void anOlderUpdateCountsLess() {
    RebasedUpdate late =
        new RebasedUpdate(
            THREE.get(0), LAYOUT.vector(model(0, 0, 0, 9, 9)), LAYOUT.vector(BASE), LAYOUT, 3);
    float[] values = new float[LAYOUT.size()];
    late.read(0, values.length, values);
    assertValues(values, 1 + 0.5 * 2, 2 + 0.5 * 2, 0 + 0.5 * 1, 1 + 0.5 * 1);
  }

  @Test
  void fedBnLeavesNormalizationsAtHome() {
    VectorLayout layout =
        VectorLayout.of(
            BASE, Set.of("w"), List.of(new Statistics("mean", "variance")), n -> !n.equals("w"));
    float[] made =
        new Aggregation(new FedBN(), new PlainMean(), layout)
            .aggregate(layout.vector(BASE), THREE, new ServerState(), () -> {})
            .model();
    Weights student = layout.weights(made, BASE);
    assertValues(made, 0.75, 4.5);
    assertThat(student.byName().get("variance").data()).containsExactly(1);
  }

  /** w + 0.5 · mean(Δ), c + Σ Δc / 6. */
  @Test
  void scaffold() {
    float[] model = {1, 2};
    float[] control = {0, 1};
    new Scaffold(0.5, 6)
        .step(
            model,
            control,
            List.of(
                new Scaffold.Change(new float[] {1, 0}, new float[] {3, 0}),
                new Scaffold.Change(new float[] {0, 2}, new float[] {0, -6}),
                new Scaffold.Change(new float[] {-1, 4}, new float[] {3, 0})));
    assertValues(model, 1, 3);
    assertValues(control, 1, 0);
  }

  @Test
  void fedProxPullsToTheBase() {
    float[] gradient = {1, 1};
    new FedProx(0.5).addGradient(new float[] {3, 0}, new float[] {1, 2}, gradient);
    assertValues(gradient, 2, 0);
  }

  /** Of three points on a line the geometric median is the middle one. */
  @Test
  void geometricMedian() {
    float[] made = made(new FedAvg(), new GeometricMedian(1));
    assertValues(new float[] {made[0], made[1]}, 1, 4);
  }

  /** Lengths 1, 2, √17: the longest is shortened to the median, 2. Statistics are medians. */
  @Test
  void normClipping() {
    double shorter = 2 / Math.sqrt(17);
    assertValues(
        made(new FedAvg(), new NormClipping(0)),
        1 + 0.25 - 0.5 * shorter,
        2 + 0.5 + 2 * shorter,
        1,
        4);
  }

  /** m = 1; v + (m_k - m)² = 2, 4, 8. */
  @Test
  void medianOfVariancesKeepsTheSpread() {
    assertValues(made(new FedAvg(), new CoordinateMedian(1)), 1, 4, 1, 4);
    assertValues(made(new FedAvg(), new TrimmedMean(1)), 1, 4, 1, 4);
  }

  @Test
  void whatDoesNotLearnStaysAsItIs() {
    Weights student = LAYOUT.weights(made(new FedAvg(), new PlainMean()), BASE);
    assertThat(student.byName().get("anchor").data()).containsExactly(32);
    assertThat(student.byName().keySet()).containsExactlyElementsOf(BASE.byName().keySet());
  }

  @Test
  void momentumGoesOnAfterItWasStored() {
    FedAvgM strategy = new FedAvgM(1, 0.5);
    Aggregation aggregation = new Aggregation(strategy, new PlainMean(), LAYOUT);
    ServerState first = new ServerState();
    float[] base = LAYOUT.vector(BASE);
    aggregation.aggregate(base, THREE, first, () -> {});
    ServerState again = ServerState.of(first.stored());
    float[] made = aggregation.aggregate(base, THREE, again, () -> {}).model();
    assertValues(new float[] {made[0], made[1]}, 1 - 0.25 * 1.5, 2 + 2.5 * 1.5);
    assertThat(base).isEqualTo(LAYOUT.vector(BASE));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatThrownBy(() -> new Aggregation(new FedNova(), new Krum(1), LAYOUT))
        .hasMessageContaining("do not go together");
    assertThatThrownBy(() -> made(new FedAvg(), new Krum(1)))
        .hasMessageContaining("3 updates; the rule takes 5 to 1024");
    assertThatThrownBy(() -> new FedAdam(0.1, 1, 0.9, 0.1)).hasMessageContaining("momentum: 1.0");
    assertThatThrownBy(() -> VectorLayout.of(BASE, Set.of(), List.of(), name -> false))
        .hasMessage("no weight is left to aggregate");
  }

  @Test
  void aWrongUpdateIsRefusedByName() throws Exception {
    UpdateCheck check = new UpdateCheck(BASE, LAYOUT, LAYOUT.vector(BASE));
    assertThat(check.norm(THREE.get(2))).isCloseTo(Math.sqrt(17), within(1e-9));
    assertThatThrownBy(() -> check.norm(update("n", 1, 1, 1, Float.NaN, 0, 1)))
        .isInstanceOf(RejectedUpdateException.class)
        .hasMessage("weight 'w' holds NaN at 1");
    assertThatThrownBy(() -> check.norm(update("n", 1, 1, 1, 1, 0, -1)))
        .hasMessage("weight 'variance' holds -1.0 at 0, and a variance is above 0");
    Map<String, long[]> shapes = new LinkedHashMap<>();
    BASE.byName().forEach((name, values) -> shapes.put(name, values.shape()));
    check.shapes(shapes);
    shapes.remove("anchor");
    check.shapes(shapes);
    shapes.put("w", new long[] {1, 2});
    assertThatThrownBy(() -> check.shapes(shapes))
        .hasMessage("weight 'w' has shape [1, 2], the base's is [2]");
    shapes.put("w", new long[] {2});
    shapes.put("extra", new long[] {2});
    assertThatThrownBy(() -> check.shapes(shapes)).hasMessage("weight 'extra' is not in the base");
    shapes.remove("w");
    assertThatThrownBy(() -> check.shapes(shapes)).hasMessage("weight 'w' is missing");
  }
}
