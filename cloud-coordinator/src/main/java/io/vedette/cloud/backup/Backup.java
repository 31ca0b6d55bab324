package io.vedette.cloud.backup;

/**
 * A backup, under way or ended.
 *
 * @param name of its folder: when it was begun, in UTC
 * @param createdMs when it was begun, milliseconds since the epoch
 * @param endedMs 0 while it is under way
 * @param bytes of everything that it names; 0 while it is under way
 * @param rows of the store
 * @param why it failed, or what it lacks; empty: nothing
 */
public record Backup(
    String name, State state, long createdMs, long endedMs, long bytes, long rows, String why) {

  /** Where a backup is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }
}
