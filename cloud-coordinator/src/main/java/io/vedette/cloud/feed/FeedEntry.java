package io.vedette.cloud.feed;

/**
 * One thing that happened.
 *
 * @param atMs milliseconds since the epoch
 * @param severity how much it matters
 * @param topic "round", "version", "rollout", "device", "distillation", "teacher", "escalation"
 * @param text one line for people
 */
public record FeedEntry(long atMs, Severity severity, String topic, String text) {

  /** How much an entry matters. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }
}
