package io.vedette.cloud.round;

import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.aggregate.FedAvg;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.federated.aggregate.StaleUpdate;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one student of a round's updates and of the late ones that count in it: reads each from
 * disk, one at a time, and stores it.
 */
final class RoundAggregation {

  /**
   * @param student the aggregated training graph; null when too few updates could be used
   * @param note which updates were left out, and why
   */
  record Outcome(@Nullable Artifact student, String note) {}

  private final BlobStore blobs;

  RoundAggregation(BlobStore blobs) {
    this.blobs = blobs;
  }

  Outcome run(Round round) throws DetectorException, RegistryException, IOException {
    Graph base = stored(round.training());
    Weights current = GraphWeights.of(base);
    FedAvg average = new FedAvg(current);
    List<String> leftOut = new ArrayList<>();
    for (LateUpdate given : all(round)) {
      try {
        average.add(fitted(given, round, base, current));
      } catch (RejectedUpdateException | DetectorException | RegistryException e) {
        leftOut.add(e.getMessage());
      }
    }
    String note = String.join("; ", leftOut);
    if (average.count() < round.minUpdates()) {
      return new Outcome(
          null,
          average.count() + " of at least " + round.minUpdates() + " updates can be used; " + note);
    }
    Graph student = GraphWeights.into(base, average.result());
    return new Outcome(blobs.put(student.toBytes(), "training"), note);
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
      throws RejectedUpdateException, DetectorException, RegistryException {
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
   * A student that was made of one version, as one of a newer version: what its updates taught it
   * is added to the newer weights.
   *
   * @param round that made the student
   * @param staleness versions between the two
   * @throws RejectedUpdateException when the two have different forms
   */
  Artifact rebased(Round round, Artifact student, Artifact newer, int staleness)
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

  private Graph stored(Artifact graph) throws DetectorException, RegistryException {
    return Graph.readArtifact(blobs.file(graph.sha256()));
  }
}
