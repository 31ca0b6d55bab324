package io.vedette.edge.learn;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the agent is in a round, as stored on disk.
 *
 * @param updateId of this agent's update to the round
 * @param attempts trainings started since the last complete epoch
 * @param epochs complete epochs, which are not repeated
 * @param escalationIds frames that are trained on
 * @param update the finished update; null until then
 */
record RoundState(
    @JsonAlias("order") RoundRequest request,
    String updateId,
    int attempts,
    int epochs,
    List<String> escalationIds,
    @Nullable PendingUpdate update) {

  RoundState {
    escalationIds = List.copyOf(escalationIds);
  }

  static RoundState of(RoundRequest request, String updateId) {
    return new RoundState(request, updateId, 0, 0, List.of(), null);
  }

  RoundState attempt() {
    return new RoundState(request, updateId, attempts + 1, epochs, escalationIds, update);
  }

  /** An epoch is complete: attempts are counted from 0 again. */
  RoundState reached(int epoch) {
    return new RoundState(request, updateId, 0, epoch, escalationIds, update);
  }

  RoundState with(List<String> ids) {
    return new RoundState(request, updateId, attempts, 0, ids, update);
  }

  RoundState with(PendingUpdate finished) {
    return new RoundState(request, updateId, attempts, epochs, escalationIds, finished);
  }
}
