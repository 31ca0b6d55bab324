package io.vedette.cloud.round;

import io.vedette.cloud.machine.Row;
import io.vedette.registry.manifest.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * An agent's part in a round: a row of it.
 *
 * @param update its update; null before. That of a late agent counts in the next round
 * @param message its last message, for people
 * @param pace how fast it is
 * @param carried its update of an earlier round, which counts here unless it gives a newer one;
 *     null: there is none
 */
public record Participant(
    String agentId,
    State state,
    @Nullable Contribution update,
    String message,
    ParticipantPace pace,
    @Nullable LateUpdate carried)
    implements Row {

  /** What participants are counted as. */
  record Group(State state, boolean carried) {

    /** As in {@code TRAINING}, {@code ABSENT carried}. */
    @Override
    public String toString() {
      return state + (carried ? " carried" : "");
    }

    /** Its update of an earlier round counts. */
    boolean carries() {
      return carried && state != State.UPDATED;
    }
  }

  /** How far a participant is. */
  public enum State {
    INVITED,
    TRAINING,
    UPDATED,
    DECLINED,
    /** The round no longer waits for it; its update may still come. */
    LATE,
    /** Not invited: only its update of an earlier round counts. */
    ABSENT;

    /** The round does not wait for it. */
    boolean ended() {
      return this != INVITED && this != TRAINING;
    }
  }

  @Override
  public String key() {
    return agentId;
  }

  @Override
  public Group group() {
    return new Group(state, carried != null);
  }

  /**
   * An update that is stored.
   *
   * @param weights safetensors blob
   * @param examples FedAvg's weight
   * @param sources a blob: the ids of the escalations that it was trained on, as JSON
   * @param frames how many these are
   * @param norm how much it changed, L2; 0: an earlier release took it
   */
  public record Contribution(
      String updateId,
      Artifact weights,
      long examples,
      double lossBefore,
      double lossAfter,
      double trainingSeconds,
      Artifact sources,
      int frames,
      double norm) {

    /** One whose norm is not known. */
    public Contribution(
        String updateId,
        Artifact weights,
        long examples,
        double lossBefore,
        double lossAfter,
        double trainingSeconds,
        Artifact sources,
        int frames) {
      this(updateId, weights, examples, lossBefore, lossAfter, trainingSeconds, sources, frames, 0);
    }
  }

  static Participant invited(String agentId, long nowMs) {
    return new Participant(agentId, State.INVITED, null, "", ParticipantPace.starting(nowMs), null);
  }

  /** An agent that is not invited. */
  static Participant absent(String agentId) {
    return new Participant(agentId, State.ABSENT, null, "", ParticipantPace.starting(0), null);
  }

  Participant in(State next, String text) {
    return new Participant(agentId, next, update, text, pace, carried);
  }

  Participant at(ParticipantPace next) {
    return new Participant(agentId, state, update, message, next, carried);
  }

  Participant updated(Contribution contribution, ParticipantPace finished) {
    return new Participant(agentId, State.UPDATED, contribution, "", finished, carried);
  }

  Participant updatedLate(Contribution contribution) {
    return new Participant(agentId, State.LATE, contribution, message, pace, carried);
  }

  /** With an update of an earlier round, in place of an older one. */
  Participant carrying(@Nullable LateUpdate late) {
    return new Participant(agentId, state, update, message, pace, late);
  }

  /** The round does not wait for it. */
  boolean ended() {
    return state.ended();
  }
}
