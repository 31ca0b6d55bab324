package io.vedette.cloud.round;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How soon the next round of a deployment may open. Each distillation in a row that made no version
 * doubles the wait. It is short again when conditions changed, another version came, or frames of a
 * new kind. Immutable; a row of the store.
 *
 * @param revision of the deployment
 * @param counted id of the newest distillation that was counted; empty before the first
 * @param fruitless distillations in a row that made no version
 * @param sinceMs when the last of these ended, milliseconds since the epoch
 * @param version that the fleet should run; null: not known yet
 * @param kinds cameras and labels of the frames so far
 * @param urgent why a round opens as soon as devices can take part; empty: it waits as usual
 */
public record RoundPace(
    String deployment,
    int revision,
    String counted,
    int fruitless,
    long sinceMs,
    @Nullable String version,
    Set<String> kinds,
    String urgent) {

  /** Of more kinds, none is new. */
  static final int MAX_KINDS = 1_000;

  /** Doublings that no bound of hours survives. */
  private static final int MAX_DOUBLINGS = 30;

  public RoundPace {
    kinds = Set.copyOf(kinds);
  }

  static RoundPace starting(String deployment, int revision) {
    return new RoundPace(deployment, revision, "", 0, 0, null, Set.of(), "");
  }

  /** The same for another revision, which a person made: nothing is waited for. */
  RoundPace of(int next) {
    return next == revision
        ? this
        : new RoundPace(deployment, next, counted, 0, 0, version, kinds, urgent);
  }

  /**
   * A distillation ended.
   *
   * @param judged false: it failed before its gates, or they had too few frames: that says nothing
   */
  RoundPace distilled(String id, boolean judged, boolean madeVersion, long endedMs) {
    int next = madeVersion ? 0 : judged ? fruitless + 1 : fruitless;
    return new RoundPace(
        deployment,
        revision,
        id,
        next,
        next > fruitless ? endedMs : sinceMs,
        version,
        kinds,
        urgent);
  }

  /** The fleet should run a version. */
  RoundPace running(String next) {
    if (next.equals(version)) {
      return this;
    }
    return new RoundPace(
        deployment,
        revision,
        counted,
        version == null ? fruitless : 0,
        sinceMs,
        next,
        kinds,
        urgent);
  }

  /** Frames to train on came, of these cameras and labels. */
  RoundPace saw(Collection<String> some) {
    if (kinds.size() >= MAX_KINDS || kinds.containsAll(some)) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(kinds);
    all.addAll(some);
    return new RoundPace(deployment, revision, counted, 0, sinceMs, version, all, urgent);
  }

  /** Conditions changed: a round opens as soon as devices can take part. */
  RoundPace urgent(String why) {
    return new RoundPace(deployment, revision, counted, 0, sinceMs, version, kinds, why);
  }

  /** A round opened. */
  RoundPace opened() {
    return urgent.isEmpty()
        ? this
        : new RoundPace(deployment, revision, counted, fruitless, sinceMs, version, kinds, "");
  }

  /** No round opens before, milliseconds since the epoch; 0: nothing is waited for. */
  public long notBeforeMs(Duration minInterval, Duration maxWait) {
    if (fruitless == 0 || !urgent.isEmpty()) {
      return 0;
    }
    double doubled = minInterval.toMillis() * Math.pow(2, Math.min(fruitless, MAX_DOUBLINGS));
    return sinceMs + (long) Math.min(doubled, maxWait.toMillis());
  }

  /** Why the next round waits, or does not, for people; empty: it is as usual. */
  public String because() {
    if (!urgent.isEmpty()) {
      return urgent;
    }
    return switch (fruitless) {
      case 0 -> "";
      case 1 -> "the last distillation made no version";
      default -> "the last " + fruitless + " distillations made no version";
    };
  }
}
