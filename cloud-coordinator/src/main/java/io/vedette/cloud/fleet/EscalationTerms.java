package io.vedette.cloud.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the frames of a deployment are escalated; null: as the device's own file says. A device has a
 * budget for each of its deployments.
 *
 * @param policy name of the policy that rates frames
 * @param budgetBitsPerSecond that a device may send on average; 0: nothing
 * @param burstSeconds of the budget that may be saved up and sent at once
 * @param framesPerHour that a device may send on average
 * @param auditShare share of all frames that are sent whatever their hardness, 0 to 1
 * @param minHardness easier frames are sent as audits only, 0 to 1
 * @param minGapSeconds least time between two hard frames of one camera
 * @param jpegQuality 1 to 100
 * @param framing how much of a frame is sent
 */
public record EscalationTerms(
    @Nullable String policy,
    @Nullable Double budgetBitsPerSecond,
    @Nullable Double burstSeconds,
    @Nullable Double framesPerHour,
    @Nullable Double auditShare,
    @Nullable Double minHardness,
    @Nullable Double minGapSeconds,
    @Nullable Integer jpegQuality,
    @Nullable String framing) {

  /** The policies of the agents of this release. */
  public static final List<String> POLICIES =
      List.of("learnt", "threshold", "sedna-mean", "sedna-ibt", "sedna-entropy", "even", "random");

  /** Their framings. */
  public static final List<String> FRAMINGS = List.of("whole", "regions");

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double MOST_FRAMES = 1e6;
  private static final double MOST_BITS = 1e12;

  /**
   * These terms, when a deployment may name them. What a device reports may be anything.
   *
   * @throws IllegalArgumentException in one line that names the key
   */
  public EscalationTerms checked() {
    known("policy", policy, POLICIES);
    known("framing", framing, FRAMINGS);
    within("budgetBitsPerSecond", budgetBitsPerSecond, 0, MOST_BITS);
    within("burstSeconds", burstSeconds, 1, SECONDS_PER_DAY);
    within("framesPerHour", framesPerHour, 1, MOST_FRAMES);
    within("auditShare", auditShare, 0, 1);
    within("minHardness", minHardness, 0, 1);
    within("minGapSeconds", minGapSeconds, 0, SECONDS_PER_DAY);
    within("jpegQuality", jpegQuality == null ? null : (double) jpegQuality, 1, 100);
    return this;
  }

  private static void known(String key, @Nullable String value, List<String> names) {
    if (value != null && !names.contains(value)) {
      throw new IllegalArgumentException(
          "escalation." + key + ": '" + value + "' is not known; known are " + names);
    }
  }

  private static void within(String key, @Nullable Double value, double low, double high) {
    if (value != null && !(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "escalation.%s: %s is not %s to %s"
              .formatted(key, plain(value), plain(low), plain(high)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
