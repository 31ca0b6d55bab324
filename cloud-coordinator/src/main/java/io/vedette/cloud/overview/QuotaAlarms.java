package io.vedette.cloud.overview;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.quota.QuotaMeter.AtQuota;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says which deployments are at a quota, as long as they are. For the control loop only. */
final class QuotaAlarms {

  private static final String ALARM = "quota-";

  private final EventFeed feed;
  private final Set<String> standing = new HashSet<>();

  QuotaAlarms(EventFeed feed) {
    this.feed = feed;
  }

  /**
   * @param atQuota the deployments that are at a quota now
   */
  void tick(List<AtQuota> atQuota) {
    Set<String> ended = new HashSet<>(standing);
    for (AtQuota one : atQuota) {
      ended.remove(one.deployment());
      standing.add(one.deployment());
      feed.alarm(
          ALARM + one.deployment(),
          Severity.WARNING,
          Subject.of("escalation"),
          String.format(
              Locale.ROOT,
              "%s is at its quota of %s; frames were put off %,d times, its devices keep them",
              one.deployment(),
              one.quota(),
              one.deferred()));
    }
    ended.forEach(deployment -> feed.clear(ALARM + deployment));
    standing.removeAll(ended);
  }
}
