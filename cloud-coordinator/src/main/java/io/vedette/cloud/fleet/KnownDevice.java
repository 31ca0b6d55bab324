package io.vedette.cloud.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A device in memory: its row with the latest heartbeat, its open session, and when it was last
 * heard. Fields are read on any thread; {@link Fleet} changes them under this object's lock.
 */
final class KnownDevice {

  private volatile Device device;
  private volatile @Nullable AgentSession session;

  /** When its latest hello or heartbeat came, active time. */
  private volatile long heardMs;

  /** When its row was last given to be stored, active time. */
  private volatile long storedMs;

  /** Given up by a person; a session that still holds this object is refused. */
  private boolean forgotten;

  KnownDevice(Device device, long heardMs) {
    this.device = device;
    this.heardMs = heardMs;
    this.storedMs = heardMs;
  }

  Device device() {
    return device;
  }

  void set(Device next) {
    device = next;
  }

  @Nullable AgentSession session() {
    return session;
  }

  void open(@Nullable AgentSession next) {
    session = next;
  }

  boolean has(AgentSession other) {
    return session == other;
  }

  long heardMs() {
    return heardMs;
  }

  void heard(long activeMs) {
    heardMs = activeMs;
  }

  long storedMs() {
    return storedMs;
  }

  void stored(long activeMs) {
    storedMs = activeMs;
  }

  boolean forgotten() {
    return forgotten;
  }

  void forget() {
    forgotten = true;
  }
}
