package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.people.SignInDelayRules.Failures;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who failed to sign in lately, by name and by address, and what of it people are told. A sign-in
 * that comes too early is refused unseen; it is counted, and makes nobody wait longer. Not safe for
 * use by several threads.
 */
final class FailedSignIns {

  /** So many names and as many addresses are remembered; of more, those that failed last. */
  private static final int MAX_KEYS = 10_000;

  /** So many failures of a burst are worth an event. */
  private static final int WORTH_TELLING = 5;

  /** A burst ends after so long without a failure. */
  private static final long QUIET_MS = 900_000;

  private final Map<String, Failures> names = new LinkedHashMap<>();
  private final Map<String, Failures> addresses = new LinkedHashMap<>();
  private long burst;
  private long unseen;
  private long burstSinceMs;
  private long burstLastMs;
  private String latest = "";

  /** From when on this sign-in would be looked at; 0: at once. */
  long openAtMs(String name, String address, long nowMs) {
    return Math.max(
        SignInDelayRules.BY_NAME.openAtMs(names.get(name), nowMs),
        SignInDelayRules.BY_ADDRESS.openAtMs(addresses.get(address), nowMs));
  }

  void failed(String name, String address, long nowMs) {
    put(names, name, SignInDelayRules.BY_NAME.failed(names.get(name), nowMs));
    put(addresses, address, SignInDelayRules.BY_ADDRESS.failed(addresses.get(address), nowMs));
    count(name, address, nowMs);
  }

  /** One came before its time, and was refused without a look at the password. */
  void cameTooEarly(String name, String address, long nowMs) {
    count(name, address, nowMs);
    unseen++;
  }

  /** The name's failures are forgotten; those of the address are not, it may have others' names. */
  void succeeded(String name) {
    names.remove(name);
  }

  private void count(String name, String address, long nowMs) {
    if (isOver(nowMs)) {
      burst = 0;
      unseen = 0;
      burstSinceMs = nowMs;
    }
    burst++;
    burstLastMs = nowMs;
    latest = "'" + name + "' from " + address;
  }

  private static void put(Map<String, Failures> map, String key, Failures failures) {
    map.remove(key); // The newest stands last.
    map.put(key, failures);
    if (map.size() > MAX_KEYS) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /** Whether there is no burst of failures now. */
  boolean isOver(long nowMs) {
    return burst == 0 || nowMs - burstLastMs >= QUIET_MS;
  }

  /** Whether people should know of the burst. */
  boolean isWorthTelling() {
    return burst >= WORTH_TELLING;
  }

  /** One line for people. */
  String text() {
    long minutes = (burstLastMs - burstSinceMs) / 60_000;
    return String.format(
        "%,d failed sign-ins within %s, %,d of them refused without a look at the password;"
            + " the latest as %s",
        burst, minutes == 0 ? "a minute" : minutes + 1 + " minutes", unseen, latest);
  }
}
