package io.vedette.cloud.round;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.aggregate.FedAvg;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one student of a round's updates: reads each from disk, one at a time, and stores it. */
final class Averaging {

  /**
   * @param student the aggregated training graph; null when too few updates could be used
   * @param note which updates were left out, and why
   */
  record Outcome(@Nullable Artifact student, String note) {}

  private final BlobStore blobs;

  Averaging(BlobStore blobs) {
    this.blobs = blobs;
  }

  Outcome run(Round round) throws DetectorException, RegistryException, IOException {
    Graph base = Graph.readArtifact(blobs.file(round.training().sha256()));
    FedAvg average = new FedAvg(GraphWeights.of(base));
    List<String> leftOut = new ArrayList<>();
    for (Participant participant : round.updated()) {
      Participant.Contribution given = participant.update();
      if (given == null) {
        continue;
      }
      try {
        Weights weights = WeightsFile.read(blobs.file(given.weights().sha256()));
        average.add(
            new Update(
                given.updateId(),
                round.id(),
                participant.agentId(),
                round.training().sha256(),
                weights,
                given.examples()));
      } catch (RejectedUpdateException | DetectorException e) {
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
}
