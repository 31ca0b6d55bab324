package io.vedette.cloud.feed;

/**
 * One thing that happened.
 *
 * @param sequence grows by one from entry to entry, over restarts
 * @param atMs milliseconds since the epoch
 * @param severity how much it matters
 * @param subject what it is about, and who did it
 * @param text one line for people
 */
public record FeedEntry(long sequence, long atMs, Severity severity, Subject subject, String text) {

  /** How much an entry matters. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }

  /** "round", "version", "rollout", "device", "distillation", "teacher", "escalation". */
  public String topic() {
    return subject.topic();
  }
}
