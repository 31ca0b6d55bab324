package io.vedette.cloud.round;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.InMemoryMachineStore;
import io.vedette.cloud.machine.RunningEffect;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.WeightsFile;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round of 10,000 participants, each with an update of 256 frames, is aggregated. */
@Tag("slow")
class LargeRoundTest {

  private static final int AGENTS = 10_000;
  private static final int FRAMES = 256;

  @TempDir Path directory;

  private final InMemoryMachineStore store = new InMemoryMachineStore();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private static Graph tiny() {
    GraphBuilder g = new GraphBuilder("tiny", 17);
    String x = g.input("images", "batch", 3, 8, 8);
    String w = g.initializer("conv.weight", new float[4 * 3 * 3 * 3], 4, 3, 3, 3);
    g.output(g.node("Conv", x, w).ints("pads", 1, 1, 1, 1).output("conv"), "batch", 4, 8, 8);
    return g.build();
  }

  @Test
  void itIsAggregatedAndNoValueIsLarge() throws Exception {
    BlobStore blobs = BlobStore.open(directory.resolve("blobs"), 1 << 20);
    Graph graph = tiny();
    Artifact training = blobs.put(graph.toBytes(), "training");
    Path file = directory.resolve("weights");
    WeightsFile.write(file, GraphWeights.of(graph));
    Artifact weights = blobs.put(file, "update");
    Artifact sources =
        UpdateSources.write(IntStream.range(0, FRAMES).mapToObj(Scratch::frameId).toList(), blobs);
    List<String> agents =
        IntStream.range(0, AGENTS).mapToObj(i -> "agent-%05d".formatted(i)).toList();

    try (ControlLoop loop = new ControlLoop("control");
        BackgroundWork background = new BackgroundWork(loop)) {
      RoundAggregation aggregation =
          new RoundAggregation(
              AggregationConfig.defaults(),
              RoundConfig.defaults(),
              blobs,
              background,
              new ActiveTime(InstantSource.system(), Duration.ofSeconds(1)));
      StateMachines<Round, Participant, RoundEvent, RoundEffect> machines =
          RoundMachines.of(store, (r, effect, running) -> perform(aggregation, r, effect, running));
      loop.ask(
          () ->
              machines.create(
                  n -> Round.opening("r-1", at(0), Scratch.V1, training, 2, 1, agents, List.of()),
                  new RoundEvent.Opened(at(0))));
      for (String agent : agents) {
        Participant.Contribution update =
            new Participant.Contribution("u-" + agent, weights, 10, 2, 1, 3, sources, FRAMES);
        loop.run(
            "an update", () -> machines.post("r-1", new RoundEvent.Updated(agent, update, at(10))));
      }
      ended.get(300, TimeUnit.SECONDS);
      Round round = loop.ask(() -> machines.find("r-1").orElseThrow());

      assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATED);
      assertThat(round.updates()).isEqualTo(AGENTS);
      assertThat(store.largestValue()).isLessThan(16 << 10);
      assertThat(store.largestWrite()).isLessThan(1 << 20);
      assertThat(store.read("r-1").length).isLessThan(2_000);
      assertThat(store.read("r-1/agent-09999").length).isLessThan(1_500);

      loop.ask(machines::durable).get(30, TimeUnit.SECONDS);
      Round again = RoundMachines.of(store, (r, e, running) -> true).find("r-1").orElseThrow();
      assertThat(again.updates()).isEqualTo(AGENTS);
    }
  }

  private boolean perform(
      RoundAggregation aggregation,
      Round round,
      RoundEffect effect,
      RunningEffect<RoundEvent> running) {
    if (effect instanceof RoundEffect.Aggregate) {
      aggregation.aggregate(round, null, running::result);
      return false;
    }
    if (effect instanceof RoundEffect.AnnounceEnd) {
      ended.complete(null);
    }
    return true;
  }
}
