package io.vedette.cloud.fleet;

/**
 * What became of a command.
 *
 * @param message one line for people
 * @param swapGapMs with {@link Phase#CONFIRMED}: the longest time any camera went unanswered
 */
public record CommandReport(String commandId, Phase phase, String message, double swapGapMs) {

  /** How far a command is. */
  public enum Phase {
    ACCEPTED,
    DOWNLOADING,
    SELF_TEST,
    SWAPPED,
    CONFIRMED,
    FAILED,
    TRAINING,
    UPLOADING,
    DONE,
    DECLINED
  }
}
