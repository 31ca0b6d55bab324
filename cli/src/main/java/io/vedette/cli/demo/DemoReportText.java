package io.vedette.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report as a person reads it. */
public final class DemoReportText {

  private DemoReportText() {}

  public static List<String> lines(DemoReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        format(
            "%s, %d agents, %.0f s: %d frames answered, %d escalated (%.1f MB), %d verdicts, %d"
                + " waiting for one, %d lost",
            report.source(),
            report.agents(),
            report.seconds(),
            report.frames(),
            report.escalated(),
            report.escalatedBytes() / 1e6,
            report.verdicts(),
            report.waitingEscalations(),
            report.lostEscalations()));
    for (DemoReport.RoundLine round : report.rounds()) {
      lines.add(
          format(
              "round %s %s: %d updates, %d examples, %.0f s %s",
              round.round(),
              round.state(),
              round.updates().size(),
              round.examples(),
              round.seconds(),
              round.why()));
    }
    for (DemoReport.RolloutLine rollout : report.rollouts()) {
      lines.add(
          format(
              "rollout of %s %s: %d of %d devices, %.0f s, longest gap %.0f ms",
              rollout.version(),
              rollout.state(),
              rollout.confirmed(),
              rollout.devices(),
              rollout.seconds(),
              rollout.gapMsMax()));
    }
    report.versions().forEach(version -> lines.add(version(version, report.heldOut())));
    lines.add(report.outcome());
    return lines;
  }

  private static String version(
      DemoReport.VersionLine version, DemoReport.@Nullable HeldOut heldOut) {
    String where =
        format("%s (%s) on %d devices", version.version(), version.variant(), version.devices());
    if (version.ap50() == null
        || version.ap() == null
        || version.found() == null
        || heldOut == null) {
      return where + ": not measured, as " + version.why();
    }
    return where
        + format(
            ": AP50 %.3f, AP %.3f, %d of %d objects found",
            version.ap50(), version.ap(), version.found(), heldOut.objects());
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values).stripTrailing();
  }
}
