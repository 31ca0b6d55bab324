package io.vedette.cloud.round;

import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.aggregate.Aggregation;
import io.vedette.federated.aggregate.LearnedLayout;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.federated.aggregate.RobustRule;
import io.vedette.federated.aggregate.RoundAggregate;
import io.vedette.federated.aggregate.ServerState;
import io.vedette.federated.aggregate.StaleUpdate;
import io.vedette.federated.aggregate.VectorLayout;
import io.vedette.federated.train.FineTuningRate;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one student of a round's updates and of the late ones that count in it: reads them from
 * disk in blocks, aggregates them, and stores the student. All of it runs in the background; the
 * result comes back to the control loop.
 */
public final class RoundAggregation {

  /**
   * A student that was moved to another version.
   *
   * @param student null when that was not possible
   * @param why not; empty when it was
   */
  public record Rebased(@Nullable Artifact student, String why) {}

  private static final Logger log = LoggerFactory.getLogger(RoundAggregation.class);

  /** So many updates that were left out are told of. */
  private static final int NAMES = 3;

  private final AggregationConfig config;
  private final RoundConfig rounds;
  private final BlobStore blobs;
  private final BackgroundWork background;
  private final ActiveTime time;

  /** Rounds whose student is no longer wanted. */
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();

  /**
   * @param rounds how the participants train
   */
  public RoundAggregation(
      AggregationConfig config,
      RoundConfig rounds,
      BlobStore blobs,
      BackgroundWork background,
      ActiveTime time) {
    this.config = config;
    this.rounds = rounds;
    this.blobs = blobs;
    this.background = background;
    this.time = time;
  }

  /**
   * Makes one student of a round's updates; the result comes back in any case.
   *
   * @param state what the strategy kept of the newest student; null: nothing
   */
  void aggregate(Round round, @Nullable Artifact state, Consumer<RoundEvent> then) {
    background.run(
        "aggregating " + round.id(),
        () -> aggregated(round, state),
        e -> new RoundEvent.AggregationFailed(reason(e), time.now()),
        result -> {
          stopped.remove(round.id());
          then.accept(result);
        });
  }

  /** Stops making a student. */
  void stop(String roundId) {
    stopped.add(roundId);
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private RoundEvent aggregated(Round round, @Nullable Artifact before)
      throws DetectorException, RegistryException, IOException {
    Graph graph = stored(round.training());
    Weights base = GraphWeights.of(graph);
    VectorLayout layout =
        LearnedLayout.of(graph, base, config.normalizations(), config.homeNames());
    RobustRule rule = config.rule();
    List<String> leftOut = new ArrayList<>();
    try (UpdateSet updates = new UpdateSet(round, base, layout, rounds, blobs)) {
      for (LateUpdate given : chosen(round, rule.most(), leftOut)) {
        goOn(round);
        try {
          updates.add(given, () -> GraphWeights.of(stored(given.training())));
        } catch (RejectedUpdateException | DetectorException | RegistryException e) {
          leftOut.add("update of " + given.agentId() + ": " + e.getMessage());
        }
      }
      String note = note(leftOut);
      int fewest = Math.max(round.minUpdates(), rule.fewest());
      if (updates.all().size() < fewest) {
        return new RoundEvent.AggregationFailed(
            updates.all().size() + " of at least " + fewest + " updates can be used; " + note,
            time.now());
      }
      ServerState state = state(before);
      RoundAggregate made =
          new Aggregation(
                  config.strategyWith(FineTuningRate.of(rounds.learningRate(), graph)),
                  rule,
                  layout)
              .aggregate(updates.vector(), updates.all(), state, () -> goOn(round));
      Graph student = GraphWeights.into(graph, layout.weights(made.model(), base));
      String all =
          Stream.of(config.note(), note)
              .filter(n -> !n.isEmpty())
              .collect(Collectors.joining("; "));
      return new RoundEvent.Aggregated(
          blobs.put(student.toBytes(), "training"),
          all,
          AggregateRecord.of(made.used(), stored(state)),
          time.now());
    }
  }

  private void goOn(Round round) {
    if (stopped.contains(round.id())) {
      throw new IllegalStateException("stopped");
    }
    background.progressed();
  }

  /** All updates; where a rule takes fewer, some that do not depend on who they are from. */
  private static List<LateUpdate> chosen(Round round, int most, List<String> leftOut) {
    List<LateUpdate> all = all(round);
    if (all.size() <= most) {
      return all;
    }
    leftOut.add(all.size() - most + " of " + all.size() + " updates: the rule compares " + most);
    List<LateUpdate> mixed = new ArrayList<>(all);
    Collections.shuffle(mixed, new Random(round.seed()));
    return mixed.subList(0, most);
  }

  private ServerState state(@Nullable Artifact before) {
    if (before == null) {
      return new ServerState();
    }
    try {
      return ServerState.of(WeightsFile.read(blobs.file(before.sha256())));
    } catch (DetectorException | RegistryException | IOException e) {
      log.warn("what the strategy kept of the last round cannot be read: {}", e.getMessage());
      return new ServerState();
    }
  }

  private @Nullable Artifact stored(ServerState state) throws RegistryException, IOException {
    if (state.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WeightsFile.write(Channels.newChannel(bytes), state.stored());
    return blobs.put(bytes.toByteArray(), "strategy");
  }

  private static String note(List<String> leftOut) {
    String first = leftOut.stream().limit(NAMES).collect(Collectors.joining("; "));
    return leftOut.size() <= NAMES ? first : first + "; and " + (leftOut.size() - NAMES) + " more";
  }

  /** Those that came in time, then the late ones. */
  private static List<LateUpdate> all(Round round) {
    List<LateUpdate> all = new ArrayList<>();
    for (Participant participant : round.updated()) {
      Contribution given = participant.update();
      if (given != null) {
        all.add(
            new LateUpdate(
                round.id(), participant.agentId(), round.base(), round.training(), given));
      }
    }
    all.addAll(round.lateOnes());
    return all;
  }

  /**
   * Moves a round's student to a newer version: what its updates changed is added to the newer
   * weights.
   *
   * @param training the version's training graph
   */
  public void rebase(Round round, Manifest version, Artifact training, Consumer<Rebased> then) {
    Artifact student = round.aggregate();
    if (student == null) {
      throw new IllegalArgumentException(round.id() + " has no student");
    }
    int staleness = LateUpdate.staleness(round.base(), version.id());
    background.run(
        "rebasing the student of " + round.id(),
        () -> new Rebased(moved(round, student, training, staleness), ""),
        e -> new Rebased(null, reason(e)),
        then);
  }

  private Artifact moved(Round round, Artifact student, Artifact newer, int staleness)
      throws RejectedUpdateException, DetectorException, RegistryException, IOException {
    Graph base = stored(newer);
    Update whole =
        new Update(
            round.id(),
            round.id(),
            "the fleet",
            round.training().sha256(),
            GraphWeights.of(stored(student)),
            1);
    Weights old = GraphWeights.of(stored(round.training()));
    Update moved =
        StaleUpdate.rebased(
            whole, old, GraphWeights.of(base), GraphWeights.statistics(base), staleness);
    return blobs.put(GraphWeights.into(base, moved.weights()).toBytes(), "training");
  }

  private Graph stored(Artifact graph) throws DetectorException, RegistryException, IOException {
    return Graph.readArtifact(blobs.file(graph.sha256()));
  }
}
