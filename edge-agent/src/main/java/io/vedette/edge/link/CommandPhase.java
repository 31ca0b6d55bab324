package io.vedette.edge.link;

/** How far a command is; the words of the wire. */
public enum CommandPhase {
  ACCEPTED,
  DOWNLOADING,
  SELF_TEST,
  SWAPPED,
  /** The new version answered frames; it stays after a restart. */
  CONFIRMED,
  FAILED,
  TRAINING,
  UPLOADING,
  /** The round's update was accepted. */
  DONE,
  /** The agent had a reason not to. */
  DECLINED;

  /** Whether nothing more comes. */
  public boolean isLast() {
    return this == CONFIRMED || this == FAILED || this == DONE || this == DECLINED;
  }
}
