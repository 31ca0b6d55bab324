package io.vedette.edge.learn;

import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent is in a round; on disk before it matters.
 *
 * @param updateId of the update that the round shall get from this agent
 * @param attempts trainings begun since the last whole epoch
 * @param epochs whole epochs that no training has to repeat
 * @param escalationIds what is trained on
 * @param update the finished update; null while it is not
 */
record RoundState(
    RoundRequest order,
    String updateId,
    int attempts,
    int epochs,
    List<String> escalationIds,
    @Nullable PendingUpdate update) {

  RoundState {
    escalationIds = List.copyOf(escalationIds);
  }

  static RoundState of(RoundRequest order, String updateId) {
    return new RoundState(order, updateId, 0, 0, List.of(), null);
  }

  RoundState attempt() {
    return new RoundState(order, updateId, attempts + 1, epochs, escalationIds, update);
  }

  /** A training that gets on does not count against the attempts. */
  RoundState reached(int epoch) {
    return new RoundState(order, updateId, 0, epoch, escalationIds, update);
  }

  RoundState with(List<String> ids) {
    return new RoundState(order, updateId, attempts, 0, ids, update);
  }

  RoundState with(PendingUpdate finished) {
    return new RoundState(order, updateId, attempts, epochs, escalationIds, finished);
  }
}
