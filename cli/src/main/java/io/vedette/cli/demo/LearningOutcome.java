package io.vedette.cli.demo;

import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fleet has learnt. Pure.
 *
 * @param learnt null if it is unknown
 * @param sentence the same for people, with the figures or the reason
 */
record LearningOutcome(@Nullable Boolean learnt, String sentence) {

  /**
   * Compares the version that the fleet runs with the first one.
   *
   * @param last state of the coordinator
   * @param versions what was measured, the oldest first
   * @param heldOut the pictures it was measured on; null if there are none
   * @param verdictsForRound how many verdicts open a round
   */
  static LearningOutcome of(
      LoopState last,
      List<DemoReport.VersionLine> versions,
      DemoReport.@Nullable HeldOut heldOut,
      int verdictsForRound) {
    if (versions.size() < 2) {
      return notLearnt(whyNoVersion(last, verdictsForRound));
    }
    DemoReport.VersionLine first = versions.get(0);
    DemoReport.VersionLine now = inTheField(versions);
    if (now == first) {
      return notLearnt(whyNotInTheField(last, versions.get(versions.size() - 1)));
    }
    if (heldOut == null) {
      return new LearningOutcome(null, byTheTeacher(last, now));
    }
    if (first.ap50() == null || now.ap50() == null) {
      DemoReport.VersionLine missing = first.ap50() == null ? first : now;
      return new LearningOutcome(
          null,
          "Whether the fleet learnt is unknown: "
              + missing.version()
              + " was not measured, as "
              + missing.why()
              + ".");
    }
    boolean better = now.ap50() > first.ap50();
    return new LearningOutcome(
        better,
        String.format(
            Locale.ROOT,
            "The fleet %s: %s finds %d of %d objects on %d held-out pictures, %s found %d"
                + " (AP50 %.3f, was %.3f).",
            better ? "learnt" : "did not learn",
            now.version(),
            now.found(),
            heldOut.objects(),
            heldOut.images(),
            first.version(),
            first.found(),
            now.ap50(),
            first.ap50()));
  }

  private static LearningOutcome notLearnt(String why) {
    return new LearningOutcome(false, "The fleet did not learn: " + why + ".");
  }

  /** The version on most devices; of several the newest. */
  static DemoReport.VersionLine inTheField(List<DemoReport.VersionLine> versions) {
    return versions.stream()
        .reduce((best, line) -> line.devices() >= best.devices() ? line : best)
        .orElseThrow();
  }

  private static String byTheTeacher(LoopState last, DemoReport.VersionLine now) {
    String unknown = "Whether the fleet learnt is unknown: nothing labelled was held out";
    return last.versions().stream()
        .map(Version::getManifest)
        .filter(manifest -> ReportSummary.text(manifest.getVersion()).equals(now.version()))
        .filter(Manifest::hasBaseline)
        .flatMap(manifest -> measured(manifest).map(m -> compared(unknown, now, m, manifest)))
        .findFirst()
        .orElse(unknown + "; give --held-out.");
  }

  private static String compared(
      String unknown, DemoReport.VersionLine now, Metrics measured, Manifest manifest) {
    return String.format(
        Locale.ROOT,
        "%s (give --held-out). Measured by the teacher's verdicts, %s has AP50 %.3f and its parent"
            + " %.3f on %d frames.",
        unknown,
        now.version(),
        measured.getAp50(),
        manifest.getBaseline().getAp50(),
        measured.getImages());
  }

  private static Stream<Metrics> measured(Manifest manifest) {
    return manifest.getVariantsList().stream().flatMap(v -> v.getMetricsList().stream()).limit(1);
  }

  /** Why no device runs a newer version than the first. */
  private static String whyNotInTheField(LoopState last, DemoReport.VersionLine newest) {
    return newestRollout(last)
        .map(
            rollout ->
                "the rollout of "
                    + ReportSummary.text(rollout.getVersion())
                    + " "
                    + inWords(rollout)
                    + (rollout.getWhy().isEmpty() ? "" : ": " + rollout.getWhy()))
        .orElse(newest.version() + " was made, and its rollout had not begun");
  }

  private static String inWords(Rollout rollout) {
    return switch (rollout.getState()) {
      case ROLLOUT_STATE_ROLLED_BACK -> "was rolled back";
      case ROLLOUT_STATE_ROLLING_BACK -> "was being rolled back";
      case ROLLOUT_STATE_ABORTED -> "was aborted";
      case ROLLOUT_STATE_PAUSED -> "was paused";
      case ROLLOUT_STATE_DONE -> "is done, and no device reports that it runs it";
      default ->
          "was still under way, with "
              + rollout.getMembers().getConfirmed()
              + " of "
              + rollout.getMembers().getTotal()
              + " devices confirmed";
    };
  }

  private static Optional<Rollout> newestRollout(LoopState last) {
    return last.rollouts().stream().findFirst();
  }

  /** Why there is no second version. */
  private static String whyNoVersion(LoopState last, int verdictsForRound) {
    Optional<Round> round = last.rounds().stream().findFirst();
    Optional<Distillation> distillation = last.distillations().stream().findFirst();
    if (round.isEmpty()) {
      return whyNoRound(last, verdictsForRound);
    }
    if (distillation.isEmpty()) {
      return ofRound(round.get());
    }
    String why = ofDistillation(distillation.get());
    return distillation.get().getRoundId().equals(round.get().getId())
        ? why
        : why + "; " + ofRound(round.get());
  }

  private static String whyNoRound(LoopState last, int verdictsForRound) {
    ReportSummary summary = new ReportSummary(last);
    long verdicts = last.escalations().getAnswered();
    if (last.devices().isEmpty()) {
      return "no agent had reported yet";
    }
    if (summary.sum(EscalationStatus::getEscalated) == 0) {
      return "no frame was escalated";
    }
    if (verdicts == 0) {
      return "the teacher had answered none of the "
          + summary.sum(EscalationStatus::getEscalated)
          + " escalated frames";
    }
    return verdicts < verdictsForRound
        ? "no round had begun: "
            + verdicts
            + " verdicts had come of the "
            + verdictsForRound
            + " that open one"
        : "no round had begun: too few agents had enough verdicts to train on";
  }

  private static String ofRound(Round round) {
    return "round "
        + round.getId()
        + switch (round.getState()) {
          case ROUND_STATE_FAILED -> " failed: " + round.getWhy();
          case ROUND_STATE_AGGREGATED -> " was aggregated, and its distillation had not begun";
          case ROUND_STATE_AGGREGATING -> " was being aggregated";
          default ->
              " was still open, with "
                  + round.getParticipants().getUpdated()
                  + " of "
                  + round.getParticipants().getTotal()
                  + " updates";
        };
  }

  private static String ofDistillation(Distillation d) {
    return "distillation "
        + d.getId()
        + switch (d.getState()) {
          case DISTILLATION_STATE_FAILED -> " failed: " + d.getWhy();
          case DISTILLATION_STATE_DONE -> " made no version: " + d.getWhy();
          case DISTILLATION_STATE_WAITING -> " was waiting " + d.getWhy();
          default ->
              d.getEpochs() > 0 && d.getStage().equals("training")
                  ? " was at epoch " + d.getEpoch() + " of " + d.getEpochs()
                  : " was at its stage " + (d.getStage().isEmpty() ? "start" : d.getStage());
        };
  }
}
