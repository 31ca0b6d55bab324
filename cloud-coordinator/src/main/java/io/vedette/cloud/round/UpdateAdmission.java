package io.vedette.cloud.round;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.aggregate.LearnedLayout;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.federated.aggregate.UpdateCheck;
import io.vedette.federated.aggregate.UpdateFacts;
import io.vedette.federated.aggregate.VectorLayout;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at an update before its receipt: its examples against what its command allows, and its
 * weights against those of its base. The bases of the newest rounds are in memory.
 */
public final class UpdateAdmission {

  /** So many bases are kept. */
  private static final int BASES = 2;

  private record Base(UpdateCheck check, VectorLayout layout) {}

  private final BlobStore blobs;
  private final Map<String, Base> bases = new LinkedHashMap<>();

  public UpdateAdmission(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Checks what a device says of its training.
   *
   * @param losses NaN: not measured
   * @throws RejectedUpdateException when it cannot be so
   */
  public static void claims(RoundConfig config, long examples, double... losses)
      throws RejectedUpdateException {
    if (examples < 1 || examples > config.maxExamples()) {
      throw new RejectedUpdateException(
          "examples: "
              + examples
              + " is not 1 to "
              + config.maxExamples()
              + " (rounds.maxExamples)");
    }
    for (double loss : losses) {
      if (loss < 0 || Double.isInfinite(loss)) {
        throw new RejectedUpdateException("loss: " + loss + " is no loss");
      }
    }
  }

  /**
   * Checks stored weights.
   *
   * @param baseSha256 of the training graph that they started from
   * @param weightsSha256 of the update
   * @return how much they changed: the L2 norm of the difference
   * @throws RejectedUpdateException when they are no weights of this base: names, shapes, values
   *     that are not finite, variances not above 0
   */
  public double norm(String baseSha256, String weightsSha256)
      throws RejectedUpdateException, DetectorException, RegistryException, IOException {
    Base base = base(baseSha256);
    Path file = blobs.file(weightsSha256);
    UpdateFacts unknown = new UpdateFacts("", "", 1, Double.NaN, 1, Double.NaN);
    StoredUpdate opened;
    try {
      opened = StoredUpdate.of(file, base.layout, unknown, true);
    } catch (DetectorException e) {
      String told = String.valueOf(e.getMessage()).replace(file.toString(), "weights");
      throw new RejectedUpdateException(told);
    }
    try (StoredUpdate update = opened) {
      base.check.shapes(update.shapes());
      return base.check.norm(update);
    }
  }

  private synchronized Base base(String sha256)
      throws DetectorException, RegistryException, IOException {
    Base known = bases.remove(sha256);
    if (known == null) {
      Graph graph = Graph.readArtifact(blobs.file(sha256));
      Weights weights = GraphWeights.of(graph);
      VectorLayout layout = LearnedLayout.of(graph, weights, true, List.of());
      known = new Base(new UpdateCheck(weights, layout, layout.vector(weights)), layout);
    }
    bases.put(sha256, known);
    if (bases.size() > BASES) {
      bases.remove(bases.keySet().iterator().next());
    }
    return known;
  }
}
