package io.vedette.edge.link;

/** The phases of commands, named as on the wire. */
public enum CommandPhase {
  ACCEPTED,
  DOWNLOADING,
  SELF_TEST,
  SWAPPED,
  /** The new version answered frames, and stays after a restart. */
  CONFIRMED,
  FAILED,
  TRAINING,
  UPLOADING,
  /** The round's update was accepted. */
  DONE,
  /** The agent does not take part; the message says why. */
  DECLINED;

  /** Whether the command has ended. */
  public boolean isLast() {
    return this == CONFIRMED || this == FAILED || this == DONE || this == DECLINED;
  }
}
