package io.vedette.cli.demo;

import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.wire.EnumLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the loop is doing, from the coordinator's state. */
final class Activities {

  /** As an agent reports what its learner does: "round r-12: training, epoch 1 of 3". */
  private static final Pattern EPOCH = Pattern.compile(".*epoch (\\d{1,6}) of (\\d{1,6}).*");

  private final RemainingTime remaining = new RemainingTime();

  /**
   * What is under way.
   *
   * @param frames answered so far
   */
  List<Activity> of(LoopState state, long frames) {
    List<Activity> found = new ArrayList<>();
    found.add(frames(state, frames));
    state.rounds().stream()
        .filter(round -> !round.hasEndedMs())
        .forEach(round -> found.add(round(round, state)));
    state.distillations().stream()
        .filter(d -> !d.hasEndedMs())
        .forEach(d -> found.add(distillation(d, state.atMs())));
    state.rollouts().stream()
        .filter(rollout -> !rollout.hasEndedMs())
        .forEach(rollout -> found.add(rollout(rollout)));
    return found;
  }

  private static Activity frames(LoopState state, long frames) {
    ReportSummary summary = new ReportSummary(state);
    String text =
        String.format(
            Locale.ROOT,
            "%d answered, %d escalated, %d verdicts, %d waiting for one",
            frames,
            summary.sum(EscalationStatus::getEscalated),
            summary.sum(EscalationStatus::getVerdicts),
            summary.waiting());
    return new Activity("frames", "", text);
  }

  private Activity round(Round round, LoopState state) {
    String name = "round " + round.getId();
    if (round.getState() == RoundState.ROUND_STATE_AGGREGATING) {
      return new Activity(name, "aggregating", "aggregating the updates");
    }
    double done = 0;
    List<String> states = new ArrayList<>();
    for (Participant participant : state.participants(round)) {
      String learner = learner(participant, round, state);
      Matcher epoch = EPOCH.matcher(learner);
      boolean isTraining = !isOver(participant) && epoch.matches();
      done +=
          isOver(participant)
              ? 1
              : participant.getStepsTotal() > 0
                  ? share(participant.getSteps(), participant.getStepsTotal())
                  : isTraining ? share(epoch) : 0;
      states.add(
          participant.getAgentId()
              + " "
              + (isTraining
                  ? "epoch " + epoch.group(1) + " of " + epoch.group(2)
                  : EnumLabels.labelOf(participant.getState())));
    }
    double share = done / Math.max(1, state.participants(round).size());
    String step = String.join(", ", states);
    return new Activity(name, step, step + remaining.text(name, share, state.atMs()));
  }

  /** Of an epoch that is under way, only those before it are done. */
  private static double share(Matcher epoch) {
    return share(Integer.parseInt(epoch.group(1)) - 1, Integer.parseInt(epoch.group(2)));
  }

  private static double share(long done, long all) {
    return Math.min(1, Math.max(0, done) / (double) Math.max(1, all));
  }

  private static boolean isOver(Participant participant) {
    return participant.getState() != ParticipantState.PARTICIPANT_STATE_INVITED
        && participant.getState() != ParticipantState.PARTICIPANT_STATE_TRAINING;
  }

  private static String learner(Participant participant, Round round, LoopState state) {
    return state.devices().stream()
        .filter(device -> device.getSummary().getAgentId().equals(participant.getAgentId()))
        .flatMap(device -> device.getHeartbeat().getStudentsList().stream())
        .map(StudentStatus::getLearner)
        .filter(learner -> learner.contains(round.getId() + ":"))
        .findFirst()
        .orElse("");
  }

  private Activity distillation(Distillation d, long nowMs) {
    String name = "distillation " + d.getId();
    if (d.getState() == DistillationState.DISTILLATION_STATE_WAITING) {
      return new Activity(name, "waiting", "waits " + d.getWhy());
    }
    String stage = d.getStage().isEmpty() ? "starting" : d.getStage();
    if (!stage.equals("training") || d.getEpochs() == 0) {
      return new Activity(name, stage, stage);
    }
    double share =
        d.getStepsTotal() > 0
            ? share(d.getSteps(), d.getStepsTotal())
            : share(d.getEpoch() - 1, d.getEpochs());
    String step = "training, epoch " + d.getEpoch() + " of " + d.getEpochs();
    return new Activity(
        name, step, step + remaining.text(name + "/" + d.getAttempts(), share, nowMs));
  }

  private static Activity rollout(Rollout rollout) {
    String step =
        String.format(
            Locale.ROOT,
            "%s, %d of %d devices confirmed",
            EnumLabels.labelOf(rollout.getState()),
            rollout.getMembers().getConfirmed(),
            rollout.getMembers().getTotal());
    return new Activity("rollout of " + ReportSummary.text(rollout.getVersion()), step, step);
  }
}
