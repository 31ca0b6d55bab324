package io.vedette.cloud.feed;

import io.vedette.cloud.feed.FeedEntry.Severity;
import java.util.Locale;

/**
 * Which entries are wanted.
 *
 * @param least of this severity or a higher one
 * @param topic empty: any
 * @param object empty: any
 * @param text that an entry contains, in any case; empty: any
 * @param after only entries with a higher sequence number; 0: all
 */
public record FeedFilter(Severity least, String topic, String object, String text, long after) {

  public static final FeedFilter ALL = new FeedFilter(Severity.INFO, "", "", "", 0);

  boolean matches(FeedEntry entry) {
    return entry.severity().compareTo(least) >= 0
        && entry.sequence() > after
        && (topic.isEmpty() || topic.equals(entry.topic()))
        && (object.isEmpty() || object.equals(entry.subject().object()))
        && (text.isEmpty()
            || entry.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
  }
}
