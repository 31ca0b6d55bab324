package io.vedette.cloud.feed;

import io.vedette.cloud.feed.FeedEntry.Severity;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest entries, in memory; every entry goes to the log as well. Safe for use by several
 * threads. Thin: the list starts empty after a restart.
 */
public final class EventFeed {

  private static final Logger log = LoggerFactory.getLogger("vedette.feed");

  /** Older entries are only in the log. */
  public static final int KEPT = 100;

  private final InstantSource clock;
  private final Deque<FeedEntry> entries = new ArrayDeque<>();

  public EventFeed(InstantSource clock) {
    this.clock = clock;
  }

  public void info(String topic, String text) {
    add(Severity.INFO, topic, text);
  }

  public void warning(String topic, String text) {
    add(Severity.WARNING, topic, text);
  }

  public void error(String topic, String text) {
    add(Severity.ERROR, topic, text);
  }

  private void add(Severity severity, String topic, String text) {
    switch (severity) {
      case INFO -> log.info("{}: {}", topic, text);
      case WARNING -> log.warn("{}: {}", topic, text);
      case ERROR -> log.error("{}: {}", topic, text);
    }
    synchronized (entries) {
      entries.addFirst(new FeedEntry(clock.millis(), severity, topic, text));
      if (entries.size() > KEPT) {
        entries.removeLast();
      }
    }
  }

  /** Newest first. */
  public List<FeedEntry> newest() {
    synchronized (entries) {
      return List.copyOf(entries);
    }
  }
}
