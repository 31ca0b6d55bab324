package io.vedette.cloud.overview;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.quota.TeachingPolicy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Raises an alarm for each name of a teacher for which frames wait while no teacher of that name is
 * connected, and ends it when that is over. For the control loop only.
 */
final class MissingTeachers {

  private static final String ALARM = "no-teacher";

  /** A worker that restarts is back within this time. */
  private static final long PATIENCE_MS = 15_000;

  /** What waits for the teachers of a name. */
  private static final class Waiting {
    long frames;
    final TreeSet<String> deployments = new TreeSet<>();
  }

  private final Supplier<Map<String, Long>> waiting;
  private final TeachingPolicies policies;
  private final Supplier<Set<String>> connected;
  private final EventFeed feed;

  /** Since when each name is missing. */
  private final Map<String, Long> missingSinceMs = new HashMap<>();

  /**
   * @param waiting frames of each deployment that wait for a teacher
   * @param connected the names of the teachers that are connected, asked at each tick
   */
  MissingTeachers(
      Supplier<Map<String, Long>> waiting,
      TeachingPolicies policies,
      Supplier<Set<String>> connected,
      EventFeed feed) {
    this.waiting = waiting;
    this.policies = policies;
    this.connected = connected;
    this.feed = feed;
  }

  /** Time has passed. */
  void tick(long activeMs) {
    Set<String> names = connected.get();
    Map<String, Waiting> missing = missing(names);
    missingSinceMs.keySet().stream()
        .filter(name -> !missing.containsKey(name))
        .toList()
        .forEach(
            name -> {
              missingSinceMs.remove(name);
              feed.clear(alarm(name));
            });
    missing.forEach(
        (name, waiting) -> {
          long sinceMs = missingSinceMs.computeIfAbsent(name, first -> activeMs);
          if (activeMs - sinceMs > PATIENCE_MS) {
            feed.alarm(
                alarm(name),
                Severity.ERROR,
                Subject.of("teacher"),
                text(name, names.isEmpty(), waiting));
          }
        });
  }

  private Map<String, Waiting> missing(Set<String> names) {
    Map<String, Waiting> missing = new TreeMap<>();
    waiting
        .get()
        .forEach(
            (deployment, frames) -> {
              String name = policies.of(deployment).teacher();
              if (!names.contains(name)) {
                Waiting its = missing.computeIfAbsent(name, first -> new Waiting());
                its.frames += frames;
                its.deployments.add(deployment);
              }
            });
    return missing;
  }

  private static String alarm(String name) {
    return name.equals(TeachingPolicy.DEFAULT_TEACHER) ? ALARM : ALARM + "-" + name;
  }

  private static String text(String name, boolean none, Waiting waiting) {
    return String.format(
        Locale.ROOT,
        "no teacher %sis connected; %,d %s for a verdict",
        none ? "" : "of the name " + name + " ",
        waiting.frames,
        waiting.frames == 1
            ? "frame of " + String.join(", ", waiting.deployments) + " waits"
            : "frames of " + String.join(", ", waiting.deployments) + " wait");
  }
}
