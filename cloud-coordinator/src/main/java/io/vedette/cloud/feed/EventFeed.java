package io.vedette.cloud.feed;

import io.vedette.cloud.feed.FeedEntry.Severity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, for people: the newest entries, and the alarms that stand. Every entry goes to the
 * log as well. Entries are written behind, together, with {@link #flush}; a crash loses those since
 * the last one. Alarms are in memory: a condition that still stands after a restart is raised
 * again. Safe for use by several threads.
 */
public final class EventFeed {

  private static final Logger log = LoggerFactory.getLogger("vedette.feed");

  /** Older entries are only in the log. */
  public static final int MAX_ENTRIES = 20_000;

  /** Entries that are older are only in the log. */
  public static final Duration MAX_AGE = Duration.ofDays(30);

  /** More conditions than this at one time are only in the log. */
  public static final int MAX_ALARMS = 100;

  private static final int MAX_TEXT = 500;
  private static final String NOT_STORED = "feed-not-stored";

  private final InstantSource clock;
  private final FeedStore store;
  private final TreeMap<Long, FeedEntry> entries = new TreeMap<>();
  private final Map<String, Alarm> alarms = new LinkedHashMap<>();
  private List<FeedEntry> added = new ArrayList<>();
  private List<Long> removed = new ArrayList<>();
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
  private long next = 1;

  /** A feed that lasts as long as the process. */
  public EventFeed(InstantSource clock) {
    this(clock, FeedStore.NONE);
  }

  public EventFeed(InstantSource clock, FeedStore store) {
    this.clock = clock;
    this.store = store;
    store.all().forEach(entry -> entries.put(entry.sequence(), entry));
    if (!entries.isEmpty()) {
      next = entries.lastKey() + 1;
    }
    trim();
  }

  public void info(String topic, String text) {
    add(Severity.INFO, Subject.of(topic), text);
  }

  public void warning(String topic, String text) {
    add(Severity.WARNING, Subject.of(topic), text);
  }

  public void error(String topic, String text) {
    add(Severity.ERROR, Subject.of(topic), text);
  }

  public void info(Subject subject, String text) {
    add(Severity.INFO, subject, text);
  }

  public void warning(Subject subject, String text) {
    add(Severity.WARNING, subject, text);
  }

  public void error(Subject subject, String text) {
    add(Severity.ERROR, subject, text);
  }

  private synchronized void add(Severity severity, Subject subject, String text) {
    String line = line(text);
    switch (severity) {
      case INFO -> log.info("{}: {}", subject.topic(), line);
      case WARNING -> log.warn("{}: {}", subject.topic(), line);
      case ERROR -> log.error("{}: {}", subject.topic(), line);
    }
    FeedEntry entry = new FeedEntry(next++, clock.millis(), severity, subject, line);
    entries.put(entry.sequence(), entry);
    added.add(entry);
    trim();
  }

  /** One line of bounded length. */
  private static String line(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…";
  }

  private void trim() {
    long oldestMs = clock.millis() - MAX_AGE.toMillis();
    while (entries.size() > MAX_ENTRIES
        || (!entries.isEmpty() && entries.firstEntry().getValue().atMs() < oldestMs)) {
      Long gone = entries.pollFirstEntry().getKey();
      if (!added.removeIf(entry -> entry.sequence() == gone)) {
        removed.add(gone);
      }
    }
  }

  /** A condition stands, of which everything depends; see {@link #alarm}. */
  public void alarm(String id, String text) {
    alarm(id, Severity.ERROR, Subject.of("coordinator"), text);
  }

  /**
   * A condition stands that requires attention, until {@link #clear}. Raised again it only changes
   * its text.
   */
  public synchronized void alarm(String id, Severity severity, Subject subject, String text) {
    Alarm before = alarms.get(id);
    if (before == null && alarms.size() >= MAX_ALARMS) {
      return;
    }
    long sinceMs = before == null ? clock.millis() : before.sinceMs();
    alarms.put(id, new Alarm(id, severity, sinceMs, subject, line(text)));
    if (before == null) {
      add(severity, subject, text);
    }
  }

  /** A condition has ended; nothing happens where it did not stand. */
  public synchronized void clear(String id) {
    Alarm ended = alarms.remove(id);
    if (ended != null) {
      add(Severity.INFO, ended.subject(), "no longer: " + ended.text());
    }
  }

  /** The conditions that stand, errors first, of each kind the oldest first. */
  public synchronized List<Alarm> alarms() {
    List<Alarm> standing = new ArrayList<>(alarms.values());
    standing.sort((a, b) -> b.severity().compareTo(a.severity()));
    return standing;
  }

  /**
   * The newest entries, newest first.
   *
   * @param before only entries with a lower sequence number; 0: all
   */
  public synchronized List<FeedEntry> page(FeedFilter filter, long before, int limit) {
    var from = before == 0 ? entries : entries.headMap(before, false);
    return from.descendingMap().values().stream().filter(filter::matches).limit(limit).toList();
  }

  /** Newest first. */
  public List<FeedEntry> newest(int limit) {
    return page(FeedFilter.ALL, 0, limit);
  }

  /** Gives the store what came since, unless the last write is still under way. */
  public CompletableFuture<Void> flush() {
    List<FeedEntry> put;
    List<Long> gone;
    CompletableFuture<Void> flushed = new CompletableFuture<>();
    synchronized (this) {
      if (!writing.isDone() || (added.isEmpty() && removed.isEmpty())) {
        return writing;
      }
      put = added;
      gone = removed;
      added = new ArrayList<>();
      removed = new ArrayList<>();
      writing = flushed;
    }
    // Not under the lock: the store may wait for its own, and tells the feed when the disk fails.
    write(put, gone)
        .whenComplete(
            (stored, thrown) -> {
              written(put, gone, thrown);
              if (thrown == null) {
                flushed.complete(null);
              } else {
                flushed.completeExceptionally(thrown);
              }
            });
    return flushed;
  }

  private CompletableFuture<Void> write(List<FeedEntry> put, List<Long> gone) {
    try {
      return store.write(put, gone);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized void written(
      List<FeedEntry> put, List<Long> gone, @Nullable Throwable thrown) {
    if (thrown == null) {
      clear(NOT_STORED);
      return;
    }
    put.stream().filter(entry -> entries.containsKey(entry.sequence())).forEach(added::add);
    removed.addAll(gone);
    alarm(NOT_STORED, "events are not stored, and are tried again: " + thrown.getMessage());
  }
}
