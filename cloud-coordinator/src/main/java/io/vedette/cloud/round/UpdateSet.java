package io.vedette.cloud.round;

import io.vedette.detector.DetectorException;
import io.vedette.federated.Weights;
import io.vedette.federated.aggregate.ClientUpdate;
import io.vedette.federated.aggregate.RebasedUpdate;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.federated.aggregate.UpdateCheck;
import io.vedette.federated.aggregate.UpdateFacts;
import io.vedette.federated.aggregate.VectorLayout;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The updates that one student is made of, each checked against the base that it was trained from.
 * Vectors of older bases are in memory, one for each.
 */
final class UpdateSet implements AutoCloseable {

  /** Files of more updates are opened for every read. */
  private static final int KEPT_OPEN = 512;

  /** Reads the weights of an older base. */
  interface OlderBase {
    Weights weights() throws DetectorException, RegistryException, IOException;
  }

  private record Base(UpdateCheck check, float[] vector) {}

  private final Round round;
  private final VectorLayout layout;
  private final RoundConfig config;
  private final BlobStore blobs;
  private final float[] vector;
  private final Map<String, Base> bases = new HashMap<>();
  private final List<StoredUpdate> stored = new ArrayList<>();
  private final List<ClientUpdate> all = new ArrayList<>();

  UpdateSet(Round round, Weights base, VectorLayout layout, RoundConfig config, BlobStore blobs) {
    this.round = round;
    this.layout = layout;
    this.config = config;
    this.blobs = blobs;
    this.vector = layout.vector(base);
    bases.put(round.training().sha256(), new Base(new UpdateCheck(base, layout, vector), vector));
  }

  /**
   * Takes an update in.
   *
   * @throws RejectedUpdateException when it does not fit its base, or that one the round's
   */
  void add(LateUpdate given, OlderBase older)
      throws RejectedUpdateException, DetectorException, RegistryException, IOException {
    if (given.update().examples() <= 0) {
      throw new RejectedUpdateException(
          "it was trained on " + given.update().examples() + " examples");
    }
    Base base = base(given, older);
    StoredUpdate file =
        StoredUpdate.of(
            blobs.file(given.update().weights().sha256()),
            layout,
            facts(given),
            stored.size() < KEPT_OPEN);
    base.check.shapes(file.shapes());
    StoredUpdate update;
    try (file) {
      update = file.withNorm(base.check.norm(file));
    }
    stored.add(update);
    boolean same = given.training().sha256().equals(round.training().sha256());
    all.add(
        same
            ? update
            : new RebasedUpdate(
                update, base.vector, vector, layout, given.staleness(round.base())));
  }

  private Base base(LateUpdate given, OlderBase older)
      throws RejectedUpdateException, DetectorException, RegistryException, IOException {
    Base known = bases.get(given.training().sha256());
    if (known != null) {
      return known;
    }
    Weights weights = older.weights();
    float[] old;
    try {
      old = layout.vector(weights);
    } catch (IllegalArgumentException e) {
      throw new RejectedUpdateException("it was trained from a student of another form");
    }
    Base base = new Base(new UpdateCheck(weights, layout, old), old);
    bases.put(given.training().sha256(), base);
    return base;
  }

  private UpdateFacts facts(LateUpdate given) {
    Participant.Contribution update = given.update();
    // A device uses no more frames than its command allows, whatever it reports.
    long examples = Math.min(update.examples(), config.maxExamples());
    long steps = config.epochs() * Math.max(1, (examples + config.batch() - 1) / config.batch());
    return new UpdateFacts(
        update.updateId(), given.agentId(), examples, update.lossBefore(), steps, Double.NaN);
  }

  /** The vector of the round's base. */
  float[] vector() {
    return vector;
  }

  List<ClientUpdate> all() {
    return all;
  }

  @Override
  public void close() throws IOException {
    for (StoredUpdate update : stored) {
      update.close();
    }
  }
}
