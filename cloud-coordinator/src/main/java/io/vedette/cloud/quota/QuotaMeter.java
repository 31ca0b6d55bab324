package io.vedette.cloud.quota;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What deployments have used of their {@link Quotas}. It is in memory only: a restart gives each
 * deployment the quota of six minutes anew. Safe for use by several threads.
 */
public final class QuotaMeter {

  private static final double HOUR_MS = 3_600_000;

  /** Whoever was put off comes back no sooner, and no later. */
  private static final long LEAST_PAUSE_MS = 10_000;

  private static final long MOST_PAUSE_MS = 600_000;

  /** A device that was told to wait comes within twice the time. */
  private static final int COMES_WITHIN = 2;

  /** The weight of a new measurement of a frame's teacher time. */
  private static final double NEWEST = 0.05;

  /**
   * A frame that would exceed a quota.
   *
   * @param quota "1,000 frames an hour"
   * @param retryAfterMs when it may come again
   */
  public record Excess(String quota, long retryAfterMs) {}

  /**
   * A deployment that is at a quota.
   *
   * @param deferred how often a frame was put off since
   */
  public record AtQuota(String deployment, String quota, long deferred) {}

  private static final class Use {
    final QuotaBucket frames;
    final QuotaBucket bytes;
    final QuotaBucket teacherMs;
    double frameMs;
    @Nullable Excess excess;
    long excessAtMs;
    long deferred;

    Use(Quotas quotas, long nowMs, int teachers) {
      frames = new QuotaBucket(framesPerHour(quotas), nowMs);
      bytes = new QuotaBucket(bytesPerHour(quotas), nowMs);
      teacherMs = new QuotaBucket(teacherMsPerHour(quotas, teachers), nowMs);
    }
  }

  private final TeachingPolicies policies;
  private final LongSupplier nowMs;

  /** By deployment; those that have quotas. */
  private final Map<String, Use> uses = new HashMap<>();

  private Map<String, Integer> teachers = Map.of();

  /**
   * @param nowMs monotonic milliseconds
   */
  public QuotaMeter(TeachingPolicies policies, LongSupplier nowMs) {
    this.policies = policies;
    this.nowMs = nowMs;
  }

  /** Allows everything. */
  public static QuotaMeter unlimited() {
    return new QuotaMeter(TeachingPolicies.ALL_DEFAULT, () -> 0);
  }

  private static double framesPerHour(Quotas quotas) {
    Integer frames = quotas.framesPerHour();
    return frames == null ? Double.MAX_VALUE : frames;
  }

  private static double bytesPerHour(Quotas quotas) {
    Long bytes = quotas.bytesPerHour();
    return bytes == null ? Double.MAX_VALUE : bytes;
  }

  private static double teacherMsPerHour(Quotas quotas, int teachers) {
    Double share = quotas.teacherShare();
    return share == null ? Double.MAX_VALUE : share * Math.max(1, teachers) * HOUR_MS;
  }

  /** The use of a deployment until now; null: it has no quotas. */
  private @Nullable Use use(String deployment) {
    TeachingPolicy policy = policies.of(deployment);
    Quotas quotas = policy.quotas();
    if (quotas.equals(Quotas.NONE)) {
      uses.remove(deployment);
      return null;
    }
    long now = nowMs.getAsLong();
    int workers = teachers.getOrDefault(policy.teacher(), 0);
    Use use = uses.computeIfAbsent(deployment, name -> new Use(quotas, now, workers));
    use.frames.advance(framesPerHour(quotas), now);
    use.bytes.advance(bytesPerHour(quotas), now);
    use.teacherMs.advance(teacherMsPerHour(quotas, workers), now);
    return use;
  }

  /**
   * Counts a frame that is about to be accepted.
   *
   * @param bytes of its picture
   * @param waiting frames of the deployment that were accepted and have no verdict
   * @return empty when it was counted; else the quota that it would exceed
   */
  public synchronized Optional<Excess> take(String deployment, long bytes, long waiting) {
    Use use = use(deployment);
    if (use == null) {
      return Optional.empty();
    }
    Quotas quotas = policies.of(deployment).quotas();
    double reserved = waiting * use.frameMs;
    List<Excess> excesses = new ArrayList<>();
    add(excesses, "%,d frames an hour", quotas.framesPerHour(), use.frames.waitMs(1, 0));
    add(excesses, "%,d bytes an hour", quotas.bytesPerHour(), use.bytes.waitMs(bytes, 0));
    Double share = quotas.teacherShare();
    add(
        excesses,
        "%s%% of the teacher's time",
        share == null ? null : Math.round(share * 1_000) / 10.0,
        use.teacherMs.waitMs(use.frameMs, reserved));
    if (excesses.isEmpty()) {
      use.frames.take(1);
      use.bytes.take(bytes);
      return Optional.empty();
    }
    Excess longest = excesses.get(0);
    for (Excess excess : excesses) {
      longest = excess.retryAfterMs > longest.retryAfterMs ? excess : longest;
    }
    use.deferred++;
    use.excess = longest;
    use.excessAtMs = nowMs.getAsLong();
    return Optional.of(longest);
  }

  private static void add(
      List<Excess> excesses, String format, @Nullable Object quota, long waitMs) {
    if (quota != null && waitMs > 0) {
      excesses.add(
          new Excess(
              String.format(Locale.ROOT, format, quota),
              Math.max(LEAST_PAUSE_MS, Math.min(MOST_PAUSE_MS, waitMs))));
    }
  }

  /** A frame that was counted was not accepted. */
  public synchronized void giveBack(String deployment, long bytes) {
    Use use = use(deployment);
    if (use != null) {
      use.frames.take(-1);
      use.bytes.take(-bytes);
    }
  }

  /** A teacher was busy with frames of a deployment. */
  public synchronized void taught(String deployment, int frames, double teacherMs) {
    Use use = use(deployment);
    if (use != null && frames > 0) {
      use.teacherMs.take(teacherMs);
      double mean = teacherMs / frames;
      use.frameMs = use.frameMs == 0 ? mean : use.frameMs + NEWEST * (mean - use.frameMs);
    }
  }

  /** How many teachers of each name are connected. */
  public synchronized void teachers(Map<String, Integer> connected) {
    teachers = Map.copyOf(connected);
  }

  /** The deployments that are at a quota: those whose frames were put off and may still come. */
  public synchronized List<AtQuota> atQuota() {
    long now = nowMs.getAsLong();
    List<AtQuota> found = new ArrayList<>();
    uses.forEach(
        (deployment, use) -> {
          Excess excess = use.excess;
          if (excess == null) {
            return;
          }
          if (now - use.excessAtMs > COMES_WITHIN * excess.retryAfterMs + LEAST_PAUSE_MS) {
            use.excess = null;
            use.deferred = 0;
          } else {
            found.add(new AtQuota(deployment, excess.quota, use.deferred));
          }
        });
    return found;
  }
}
