package io.vedette.cloud.round;

import io.vedette.registry.manifest.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's part in a round.
 *
 * @param update what it gave; null before
 * @param message its last word, for people
 */
public record Participant(
    String agentId, State state, @Nullable Contribution update, String message) {

  /** How far a participant is. */
  public enum State {
    INVITED,
    TRAINING,
    UPDATED,
    DECLINED,
    LATE
  }

  /**
   * An update that is stored.
   *
   * @param weights safetensors blob
   * @param examples FedAvg's weight
   * @param escalationIds what it was trained on
   */
  public record Contribution(
      String updateId,
      Artifact weights,
      long examples,
      double lossBefore,
      double lossAfter,
      double trainingSeconds,
      List<String> escalationIds) {
    public Contribution {
      escalationIds = List.copyOf(escalationIds);
    }
  }

  static Participant invited(String agentId) {
    return new Participant(agentId, State.INVITED, null, "");
  }

  Participant in(State next, String message) {
    return new Participant(agentId, next, update, message);
  }

  Participant with(Contribution contribution) {
    return new Participant(agentId, State.UPDATED, contribution, "");
  }

  /** Nothing more is to be waited for. */
  boolean ended() {
    return state == State.UPDATED || state == State.DECLINED || state == State.LATE;
  }
}
