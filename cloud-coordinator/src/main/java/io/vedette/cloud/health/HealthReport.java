package io.vedette.cloud.health;

import java.util.List;

/**
 * What an analysis found.
 *
 * @param why in words; empty when it passed
 * @param frames that the devices that moved answered since
 * @param objects that they showed
 * @param findings one for each signal about which something is known
 */
public record HealthReport(
    HealthVerdict verdict, String why, long frames, long objects, List<HealthFinding> findings) {

  /** Before the first look. */
  public static final HealthReport NONE =
      new HealthReport(HealthVerdict.INCONCLUSIVE, "nothing was seen yet", 0, 0, List.of());

  public HealthReport {
    findings = List.copyOf(findings);
  }
}
