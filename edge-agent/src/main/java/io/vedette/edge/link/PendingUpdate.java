package io.vedette.edge.link;

import java.nio.file.Path;
import java.util.List;

/**
 * An agent's finished contribution to a round, on disk.
 *
 * @param updateId a second upload with this id is the same update
 * @param baseDigest SHA-256 of the training graph that it starts from
 * @param examples frames trained on
 * @param digest SHA-256 of the weights file
 * @param size of the weights file, bytes
 * @param lossBefore mean loss of the first epoch
 * @param lossAfter mean loss of the last epoch
 * @param escalationIds frames that it was trained on
 * @param seconds that training took
 * @param weights safetensors file
 */
public record PendingUpdate(
    String updateId,
    String roundId,
    String baseDigest,
    long examples,
    String digest,
    long size,
    double lossBefore,
    double lossAfter,
    List<String> escalationIds,
    double seconds,
    Path weights) {

  public PendingUpdate {
    escalationIds = List.copyOf(escalationIds);
  }

  /** The same update with its file elsewhere. */
  public PendingUpdate in(Path file) {
    return new PendingUpdate(
        updateId,
        roundId,
        baseDigest,
        examples,
        digest,
        size,
        lossBefore,
        lossAfter,
        escalationIds,
        seconds,
        file);
  }
}
