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
import io.vedette.federated.aggregate.Aggregator;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.federated.aggregate.StaleUpdate;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one student of a round's updates and of the late ones that count in it: reads each from
 * disk, one at a time, aggregates them, and stores the student. All of it runs in the background;
 * the result comes back to the control loop.
 */
public final class RoundAggregation {

  /**
   * A student that was moved to another version.
   *
   * @param student null when that was not possible
   * @param why not; empty when it was
   */
  public record Rebased(@Nullable Artifact student, String why) {}

  /** So many updates that were left out are told of. */
  private static final int NAMES = 3;

  private final AggregationConfig config;
  private final BlobStore blobs;
  private final BackgroundWork background;
  private final ActiveTime time;

  /** Rounds whose student is no longer wanted. */
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();

  public RoundAggregation(
      AggregationConfig config, BlobStore blobs, BackgroundWork background, ActiveTime time) {
    this.config = config;
    this.blobs = blobs;
    this.background = background;
    this.time = time;
  }

  /** Makes one student of a round's updates; the result comes back in any case. */
  void aggregate(Round round, Consumer<RoundEvent> then) {
    background.run(
        "aggregating " + round.id(),
        () -> aggregated(round),
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

  private RoundEvent aggregated(Round round)
      throws DetectorException, RegistryException, IOException {
    Graph base = stored(round.training());
    Weights current = GraphWeights.of(base);
    Aggregator aggregator = config.aggregator(current);
    List<String> leftOut = new ArrayList<>();
    for (LateUpdate given : all(round)) {
      if (stopped.contains(round.id())) {
        throw new IllegalStateException("stopped");
      }
      try {
        aggregator.add(fitted(given, round, base, current));
      } catch (RejectedUpdateException | DetectorException | RegistryException e) {
        leftOut.add(e.getMessage());
      }
      background.progressed();
    }
    String note = note(leftOut);
    int fewest = Math.max(round.minUpdates(), aggregator.fewest());
    if (aggregator.count() < fewest) {
      return new RoundEvent.AggregationFailed(
          aggregator.count() + " of at least " + fewest + " updates can be used; " + note,
          time.now());
    }
    Graph student = GraphWeights.into(base, aggregator.result());
    String all =
        Stream.of(config.note(), note).filter(n -> !n.isEmpty()).collect(Collectors.joining("; "));
    return new RoundEvent.Aggregated(blobs.put(student.toBytes(), "training"), all, time.now());
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

  private Update fitted(LateUpdate given, Round round, Graph base, Weights current)
      throws RejectedUpdateException, DetectorException, RegistryException, IOException {
    Weights weights = WeightsFile.read(blobs.file(given.update().weights().sha256()));
    Update update =
        new Update(
            given.update().updateId(),
            given.roundId(),
            given.agentId(),
            given.training().sha256(),
            weights,
            given.update().examples());
    if (given.training().sha256().equals(round.training().sha256())) {
      return update;
    }
    Weights old = GraphWeights.of(stored(given.training()));
    return StaleUpdate.rebased(
        update, old, current, GraphWeights.statistics(base), given.staleness(round.base()));
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
