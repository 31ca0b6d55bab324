package io.vedette.cloud.overview;

import io.vedette.cloud.distillation.Distillers;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import java.util.Locale;

/**
 * Raises an alarm while work waits for a worker that is not there, or frames are in the quarantine,
 * and ends it when that is over. For the control loop only.
 */
public final class StandingConditions {

  private static final String NO_DISTILLER = "no-distiller";
  private static final String QUARANTINE = "quarantine";

  /** A worker that restarts is back within this time. */
  private static final long PATIENCE_MS = 15_000;

  private final FrameAnswering answering;
  private final Distillers distillers;
  private final EventFeed feed;
  private final MissingTeachers teachers;
  private final QuotaAlarms quotas;
  private long distillerSeenMs;

  public StandingConditions(
      FrameAnswering answering, Distillers distillers, EventFeed feed, long activeMs) {
    this.answering = answering;
    this.distillers = distillers;
    this.feed = feed;
    this.teachers =
        new MissingTeachers(
            answering.escalations()::waiting,
            answering.policies(),
            answering.teachers()::names,
            feed);
    this.quotas = new QuotaAlarms(feed);
    this.distillerSeenMs = activeMs;
  }

  /** Time has passed. */
  public void tick(long activeMs) {
    int quarantined = answering.escalations().quarantined();
    if (quarantined == 0) {
      feed.clear(QUARANTINE);
    } else {
      feed.alarm(
          QUARANTINE,
          Severity.WARNING,
          Subject.of("escalation"),
          String.format(
              Locale.ROOT,
              "%,d %s in the quarantine: no teacher could answer",
              quarantined,
              quarantined == 1 ? "frame is" : "frames are"));
    }
    teachers.tick(activeMs);
    quotas.tick(answering.quotas().atQuota());
    if (!distillers.areMissing()) {
      distillerSeenMs = activeMs;
      feed.clear(NO_DISTILLER);
    } else if (activeMs - distillerSeenMs > PATIENCE_MS) {
      feed.alarm(
          NO_DISTILLER,
          Severity.WARNING,
          Subject.of("distillation"),
          "no distiller is connected, and a distillation waits for one");
    }
  }
}
