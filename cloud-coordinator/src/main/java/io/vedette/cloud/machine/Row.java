package io.vedette.cloud.machine;

/**
 * A part of a machine's state that is stored under a key of its own: a member of a rollout, a
 * participant of a round.
 */
public interface Row {

  /** Unique in its machine, and not empty. */
  String key();

  /**
   * What it is counted as: the rows of one group are found without a look at the others. Groups
   * that are not equal have different texts.
   */
  Object group();
}
