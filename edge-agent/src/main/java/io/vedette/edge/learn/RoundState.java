package io.vedette.edge.learn;

import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent is in a round; on disk before it matters.
 *
 * @param updateId of the update that the round shall get from this agent
 * @param attempts trainings begun
 * @param escalationIds what is trained on
 * @param update the finished update; null while it is not
 */
record RoundState(
    RoundOrder order,
    String updateId,
    int attempts,
    List<String> escalationIds,
    @Nullable PendingUpdate update) {

  RoundState {
    escalationIds = List.copyOf(escalationIds);
  }

  RoundState attempt() {
    return new RoundState(order, updateId, attempts + 1, escalationIds, update);
  }

  RoundState with(List<String> ids) {
    return new RoundState(order, updateId, attempts, ids, update);
  }

  RoundState with(PendingUpdate finished) {
    return new RoundState(order, updateId, attempts, escalationIds, finished);
  }
}
