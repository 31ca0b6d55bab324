package io.vedette.federated.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.federated.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Results of another implementation on small seeded inputs. Where that one differs from the papers,
 * its variant is computed here from their common parts and named.
 */
class GoldenStrategiesTest {

  private static final Path FILE =
      Path.of(System.getProperty("vedette.shared", "shared"))
          .resolve("fixtures/federation/flower-golden.json");

  private static final double TOLERANCE = 5e-7;

  private static JsonNode golden(int number) throws Exception {
    assumeThat(FILE).exists();
    return new ObjectMapper().readTree(Files.newInputStream(FILE)).path("cases").get(number);
  }

  private static Weights weights(JsonNode node) {
    Map<String, Weights.Values> values = new LinkedHashMap<>();
    node.fields()
        .forEachRemaining(
            entry -> {
              JsonNode shape = entry.getValue().path("shape");
              JsonNode data = entry.getValue().path("values");
              long[] sizes = new long[shape.size()];
              Arrays.setAll(sizes, i -> shape.get(i).asLong());
              float[] floats = new float[data.size()];
              for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) data.get(i).asDouble();
              }
              values.put(entry.getKey(), new Weights.Values(sizes, floats));
            });
    return new Weights(values);
  }

  private record Case(
      VectorLayout layout, float[] base, List<InMemoryUpdate> updates, float[] made) {}

  private static Case round(JsonNode round, boolean plain) {
    Weights start = weights(round.path("start"));
    // The file knows no statistics: all is a parameter.
    VectorLayout layout = VectorLayout.of(start, start.byName().keySet(), List.of(), name -> false);
    float[] base = layout.vector(start);
    List<InMemoryUpdate> updates = new ArrayList<>();
    for (JsonNode update : round.path("updates")) {
      float[] vector = layout.vector(weights(update.path("weights")));
      double squares =
          IntStream.range(0, base.length)
              .mapToDouble(i -> (double) vector[i] - base[i])
              .map(d -> d * d)
              .sum();
      updates.add(
          new InMemoryUpdate(
              new UpdateFacts(
                  update.path("agent").asText(),
                  update.path("agent").asText(),
                  plain ? 1 : update.path("examples").asLong(),
                  update.path("loss").asDouble(),
                  1,
                  Math.sqrt(squares)),
              vector));
    }
    return new Case(layout, base, updates, layout.vector(weights(round.path("result"))));
  }

  private static void assertNear(float[] made, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) made[i])
          .as("value %d", i)
          .isCloseTo(
              expected[i],
              org.assertj.core.api.Assertions.within(
                  TOLERANCE * Math.max(1e-3, Math.abs(expected[i]))));
    }
  }

  private static void assertGolden(int number, Strategy strategy, RobustRule rule)
      throws Exception {
    ServerState state = new ServerState();
    for (JsonNode round : golden(number).path("rounds")) {
      Case c = round(round, false);
      float[] made =
          new Aggregation(strategy, rule, c.layout)
              .aggregate(c.base, c.updates, state, () -> {})
              .model();
      assertNear(made, c.made);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void fedAvg(int number) throws Exception {
    assertGolden(number, new FedAvg(), new PlainMean());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void coordinateMedian(int number) throws Exception {
    assertGolden(number, new FedAvg(), new CoordinateMedian(2));
  }

  @Test
  void trimmedMean() throws Exception {
    assertGolden(2, new FedAvg(), new TrimmedMean(1));
    assertGolden(8, new FedAvg(), new TrimmedMean(2));
  }

  @Test
  void krum() throws Exception {
    assertGolden(3, new FedAvg(), new Krum(0));
    assertGolden(9, new FedAvg(), new Krum(2));
  }

  /** The other implementation weights the chosen by examples; the paper takes the plain mean. */
  @ParameterizedTest
  @ValueSource(ints = {4, 10})
  void multiKrumChoosesTheSame(int number) throws Exception {
    JsonNode golden = golden(number);
    int poisoned = golden.path("parameters").path("num_malicious_nodes").asInt();
    Case c = round(golden.path("rounds").get(0), false);
    RoundAggregate ours =
        new Aggregation(new FedAvg(), new MultiKrum(poisoned, 3), c.layout)
            .aggregate(c.base, c.updates, new ServerState(), () -> {});
    List<InMemoryUpdate> chosen =
        c.updates.stream().filter(u -> ours.used().contains(u.facts().id())).toList();
    assertThat(chosen).hasSize(3);
    assertNear(
        new Aggregation(new FedAvg(), new PlainMean(), c.layout)
            .aggregate(c.base, chosen, new ServerState(), () -> {})
            .model(),
        c.made);
    for (int i = 0; i < c.base.length; i++) {
      int at = i;
      double mean = chosen.stream().mapToDouble(u -> u.values()[at]).average().orElseThrow();
      assertThat((double) ours.model()[i])
          .isCloseTo(mean, org.assertj.core.api.Assertions.within(1e-6 * Math.abs(mean)));
    }
  }

  /** Of case 11 the other implementation takes one MultiKrum of θ in place of repeated Krum. */
  @Test
  void bulyan() throws Exception {
    assertGolden(5, new FedAvg(), new Bulyan(0));
    assertGolden(19, new FedAvg(), new Bulyan(1));
    assertGolden(20, new FedAvg(), new Bulyan(2));
  }

  @Test
  void fedAvgM() throws Exception {
    assertGolden(12, new FedAvgM(1, 0.9), new PlainMean());
    assertGolden(13, new FedAvgM(0.5, 0), new PlainMean());
  }

  @Test
  void qFedAvg() throws Exception {
    assertGolden(17, new QFedAvg(0.1, 0.01), new PlainMean());
    assertGolden(18, new QFedAvg(1, 0.01), new PlainMean());
  }

  /** One value of one adaptive strategy, in its own double arithmetic. */
  private interface Second {
    double next(double v, double square);
  }

  /**
   * The paper: plain mean, no bias correction, v₀ = τ². The other implementation: mean by examples,
   * v₀ = 0, and FedAdam corrects the rate by round + 1.
   */
  private void adaptive(
      int number,
      AdaptiveStrategy ours,
      double beta1,
      double beta2,
      boolean corrected,
      Second second)
      throws Exception {
    for (boolean paper : new boolean[] {true, false}) {
      double[] m = null;
      double[] v = null;
      ServerState state = new ServerState();
      int t = 0;
      for (JsonNode round : golden(number).path("rounds")) {
        t++;
        Case c = round(round, paper);
        if (m == null) {
          m = new double[c.base.length];
          v = new double[c.base.length];
          Arrays.fill(v, paper ? ours.tau() * ours.tau() : 0);
        }
        double examples = c.updates.stream().mapToLong(u -> u.facts().examples()).sum();
        float[] expected = new float[c.base.length];
        for (int i = 0; i < expected.length; i++) {
          int at = i;
          double mean =
              c.updates.stream()
                      .mapToDouble(u -> u.facts().examples() * (double) u.values()[at])
                      .sum()
                  / examples;
          double delta = mean - c.base[i];
          m[i] = beta1 * m[i] + (1 - beta1) * delta;
          v[i] = second.next(v[i], delta * delta);
          double rate =
              corrected && !paper
                  ? ours.rate()
                      * Math.sqrt(1 - Math.pow(beta2, t + 1))
                      / (1 - Math.pow(beta1, t + 1))
                  : ours.rate();
          expected[i] = (float) (c.base[i] + rate * m[i] / (Math.sqrt(v[i]) + ours.tau()));
        }
        if (paper) {
          float[] made =
              new Aggregation(ours, new PlainMean(), c.layout)
                  .aggregate(c.base, c.updates, state, () -> {})
                  .model();
          for (int i = 0; i < made.length; i++) {
            assertThat((double) made[i])
                .isCloseTo(expected[i], org.assertj.core.api.Assertions.within(2e-6));
          }
        } else {
          for (int i = 0; i < expected.length; i++) {
            assertThat((double) expected[i])
                .as("round %d value %d", t, i)
                .isCloseTo(c.made[i], org.assertj.core.api.Assertions.within(2e-5));
          }
        }
      }
    }
  }

  @Test
  void fedAdam() throws Exception {
    adaptive(
        14,
        new FedAdam(0.1, 0.9, 0.99, 0.001),
        0.9,
        0.99,
        true,
        (v, square) -> 0.99 * v + 0.01 * square);
  }

  @Test
  void fedYogi() throws Exception {
    adaptive(
        15,
        new FedYogi(0.01, 0.9, 0.99, 0.001),
        0.9,
        0.99,
        false,
        (v, square) -> v - 0.01 * square * Math.signum(v - square));
  }

  @Test
  void fedAdagrad() throws Exception {
    adaptive(16, new FedAdagrad(0.1, 0, 0.001), 0, 0, false, (v, square) -> v + square);
  }

  @Test
  void aPoisonedUpdateIsNotAmongTheChosen() throws Exception {
    Case c = round(golden(20).path("rounds").get(0), false);
    Set<String> poisoned = Set.of("agent-0", "agent-1");
    for (RobustRule rule : List.of(new Krum(2), new MultiKrum(2, 0), new Bulyan(2))) {
      assertThat(
              new Aggregation(new FedAvg(), rule, c.layout)
                  .aggregate(c.base, c.updates, new ServerState(), () -> {})
                  .used())
          .doesNotContainAnyElementsOf(poisoned);
    }
  }
}
