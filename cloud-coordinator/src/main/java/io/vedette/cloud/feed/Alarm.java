package io.vedette.cloud.feed;

import io.vedette.cloud.feed.FeedEntry.Severity;

/**
 * A condition that requires a person's attention until it ends.
 *
 * @param id which condition: "devices-away", "no-teacher", "disk-full"
 * @param sinceMs when it began, milliseconds since the epoch
 * @param text one line for people; may change while the condition stands
 */
public record Alarm(String id, Severity severity, long sinceMs, Subject subject, String text) {}
