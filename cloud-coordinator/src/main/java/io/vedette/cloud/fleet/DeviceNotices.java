package io.vedette.cloud.fleet;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells people of devices that came, went or changed their tags: a few by name, many with one
 * entry, so that a restart of ten thousand agents does not push everything else out of the feed.
 * Safe for use by several threads.
 */
final class DeviceNotices {

  /** What a device did. */
  enum Kind {
    ONLINE("is online", "are online"),
    BACK("is back", "are back"),
    AWAY("is away", "are away"),
    RETAGGED("changed its tags", "changed their tags");

    private final String one;
    private final String many;

    Kind(String one, String many) {
      this.one = one;
      this.many = many;
    }
  }

  /** More than this get one entry together. */
  private static final int SINGLE = 4;

  private record Notice(String agentId, String detail) {}

  private static final class Group {
    final List<Notice> first = new ArrayList<>();
    int count;
  }

  private final EventFeed feed;
  private final Map<Kind, Group> groups = new EnumMap<>(Kind.class);

  DeviceNotices(EventFeed feed) {
    this.feed = feed;
  }

  void add(Kind kind, String agentId) {
    add(kind, agentId, "");
  }

  /**
   * @param detail follows what the device did, where it is told by name
   */
  synchronized void add(Kind kind, String agentId, String detail) {
    Group group = groups.computeIfAbsent(kind, k -> new Group());
    group.count++;
    if (group.first.size() < SINGLE) {
      group.first.add(new Notice(agentId, detail));
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
          notice ->
              tell(
                  kind,
                  Subject.of("device", notice.agentId).by(notice.agentId),
                  notice.agentId + " " + kind.one + notice.detail));
    } else {
      tell(
          kind,
          Subject.of("device"),
          String.format(
              Locale.ROOT,
              "%,d devices %s: %s and %,d more",
              group.count,
              kind.many,
              group.first.stream().map(Notice::agentId).collect(Collectors.joining(", ")),
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
