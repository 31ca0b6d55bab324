package io.vedette.cloud.rollout;

import io.vedette.cloud.health.FieldBlock;
import io.vedette.cloud.health.HealthReport;
import io.vedette.cloud.health.HealthVerdict;
import io.vedette.cloud.machine.EventTime;
import java.util.List;

/**
 * The time in which a version is judged by what it does in the field.
 *
 * @param last it is that of all devices, not that of the canary
 * @param sinceMs when it began, milliseconds since the epoch
 * @param activeMs the same, active time
 * @param captured whether {@code before} is of the devices of this bake
 * @param before what devices did before they moved; that of the canary until it is captured
 * @param report what is known so far
 * @param terms what it is judged by
 * @param longEnough whether the least time has passed
 */
public record Bake(
    boolean last,
    long sinceMs,
    long activeMs,
    boolean captured,
    List<FieldBlock> before,
    HealthReport report,
    Terms terms,
    boolean longEnough) {

  /**
   * A {@link BakeConfig} as it is stored.
   *
   * @param frames with fewer it does not pass
   * @param objects likewise
   */
  public record Terms(long timeMs, int frames, int objects, long limitMs) {

    static Terms of(BakeConfig config) {
      return new Terms(
          config.time().toMillis(), config.frames(), config.objects(), config.limit().toMillis());
    }
  }

  public Bake {
    before = List.copyOf(before);
  }

  static Bake beginning(boolean last, List<FieldBlock> before, BakeConfig config, EventTime now) {
    return new Bake(
        last,
        now.wallMs(),
        now.activeMs(),
        false,
        before,
        HealthReport.NONE,
        Terms.of(config),
        false);
  }

  /** Another look at the field. */
  Bake judged(RolloutEvent.Judged event, boolean enough) {
    boolean captures = !captured && !event.before().isEmpty();
    return new Bake(
        last,
        sinceMs,
        activeMs,
        captured || captures,
        captures ? event.before() : before,
        event.report(),
        terms,
        enough);
  }

  /**
   * Whether what is stored of another look says the same: verdict, past and time are as they were.
   */
  boolean saysAsMuchAs(Bake other) {
    return report.verdict() == other.report.verdict()
        && captured == other.captured
        && longEnough == other.longEnough
        && before.equals(other.before);
  }

  boolean passed() {
    return longEnough && report.verdict() == HealthVerdict.PASS;
  }

  boolean failed() {
    return report.verdict() == HealthVerdict.FAIL;
  }
}
