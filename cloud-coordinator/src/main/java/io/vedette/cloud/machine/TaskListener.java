package io.vedette.cloud.machine;

/** Told on a control loop's thread that it has ended a task. */
public interface TaskListener {

  TaskListener NONE = nanos -> {};

  /**
   * A task ended, whether it succeeded or failed.
   *
   * @param nanos how long it took
   */
  void ended(long nanos);
}
