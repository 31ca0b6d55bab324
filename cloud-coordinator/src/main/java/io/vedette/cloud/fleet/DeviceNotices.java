package io.vedette.cloud.fleet;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells people of devices that came and went: a few by name, many with one entry, so that a restart
 * of ten thousand agents does not push everything else out of the feed. Safe for use by several
 * threads.
 */
final class DeviceNotices {

  /** What a device did. */
  enum Kind {
    ONLINE("online"),
    BACK("back"),
    AWAY("away");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** More than this get one entry together. */
  private static final int SINGLE = 4;

  private static final class Group {
    final List<String> first = new ArrayList<>();
    int count;
  }

  private final EventFeed feed;
  private final Map<Kind, Group> groups = new EnumMap<>(Kind.class);

  DeviceNotices(EventFeed feed) {
    this.feed = feed;
  }

  synchronized void add(Kind kind, String agentId) {
    Group group = groups.computeIfAbsent(kind, k -> new Group());
    group.count++;
    if (group.first.size() < SINGLE) {
      group.first.add(agentId);
    }
  }

  /** Adds to the feed what came since the last time. */
  void flush() {
    Map<Kind, Group> told;
    synchronized (this) {
      told = new EnumMap<>(groups);
      groups.clear();
    }
    told.forEach(this::tell);
  }

  private void tell(Kind kind, Group group) {
    if (group.count <= SINGLE) {
      group.first.forEach(
          id -> tell(kind, Subject.of("device", id).by(id), id + " is " + kind.word));
    } else {
      tell(
          kind,
          Subject.of("device"),
          String.format(
              Locale.ROOT,
              "%,d devices are %s: %s and %,d more",
              group.count,
              kind.word,
              String.join(", ", group.first),
              group.count - group.first.size()));
    }
  }

  private void tell(Kind kind, Subject subject, String text) {
    if (kind == Kind.AWAY) {
      feed.warning(subject, text);
    } else {
      feed.info(subject, text);
    }
  }
}
