package io.vedette.cloud.round;

import io.vedette.registry.manifest.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's part in a round.
 *
 * @param update its update; null before. That of a late agent counts in the next round
 * @param message its last message, for people
 * @param pace how fast it is
 */
public record Participant(
    String agentId,
    State state,
    @Nullable Contribution update,
    String message,
    ParticipantPace pace) {

  /** A participant that an earlier release stored has no pace yet; a restart gives it one. */
  public Participant(
      String agentId,
      State state,
      @Nullable Contribution update,
      String message,
      @Nullable ParticipantPace pace) {
    this.agentId = agentId;
    this.state = state;
    this.update = update;
    this.message = message;
    this.pace = pace == null ? ParticipantPace.starting(0) : pace;
  }

  /** How far a participant is. */
  public enum State {
    INVITED,
    TRAINING,
    UPDATED,
    DECLINED,
    /** The round no longer waits for it; its update may still come. */
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

  static Participant invited(String agentId, long nowMs) {
    return new Participant(agentId, State.INVITED, null, "", ParticipantPace.starting(nowMs));
  }

  Participant in(State next, String text) {
    return new Participant(agentId, next, update, text, pace);
  }

  Participant at(ParticipantPace next) {
    return new Participant(agentId, state, update, message, next);
  }

  Participant updated(Contribution contribution, long nowMs) {
    return new Participant(agentId, State.UPDATED, contribution, "", pace.finished(nowMs));
  }

  Participant updatedLate(Contribution contribution) {
    return new Participant(agentId, State.LATE, contribution, message, pace);
  }

  /** The round does not wait for it. */
  boolean ended() {
    return state == State.UPDATED || state == State.DECLINED || state == State.LATE;
  }
}
