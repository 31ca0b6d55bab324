package io.vedette.cloud.machine;

/** Told of conditions that require attention. For the control loop. */
public interface AlarmListener {

  /**
   * A condition stands.
   *
   * @param text one line for people
   */
  void raised(String id, String text);

  /** It has ended. */
  void cleared(String id);
}
