package io.vedette.cli.demo;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.EnumLabels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/** Turns the coordinator's last state into the lines of the report. */
final class ReportSummary {

  private final LoopState state;

  ReportSummary(LoopState state) {
    this.state = state;
  }

  long sum(ToLongFunction<EscalationStatus> figure) {
    return state.devices().stream()
        .map(Device::getHeartbeat)
        .mapToLong(h -> figure.applyAsLong(h.getEscalation()))
        .sum();
  }

  /** Frames that are kept by their agents until their verdict comes. */
  long waiting() {
    return sum(EscalationStatus::getOutboxFrames);
  }

  /**
   * Every escalated frame has a verdict, was refused with a reason, or still waits for one. What is
   * none of these is lost; frames that a full outbox pushed out are among them.
   */
  long lost() {
    long accountedFor =
        sum(EscalationStatus::getVerdicts) + waiting() + state.escalations().getRejected();
    return Math.max(0, sum(EscalationStatus::getEscalated) - accountedFor);
  }

  List<DemoReport.RoundLine> rounds() {
    List<DemoReport.RoundLine> lines = new ArrayList<>();
    for (Round round : state.rounds()) {
      List<Participant> updated =
          state.participants(round).stream()
              .filter(p -> p.getState() == ParticipantState.PARTICIPANT_STATE_UPDATED)
              .toList();
      lines.add(
          new DemoReport.RoundLine(
              round.getId(),
              EnumLabels.labelOf(round.getState()),
              updated.stream().map(Participant::getAgentId).toList(),
              updated.stream().mapToLong(Participant::getExamples).sum(),
              seconds(round.getStartedMs(), round.getEndedMs()),
              round.getWhy()));
    }
    Collections.reverse(lines);
    return lines;
  }

  List<DemoReport.RolloutLine> rollouts() {
    List<DemoReport.RolloutLine> lines = new ArrayList<>();
    for (Rollout rollout : state.rollouts()) {
      lines.add(
          new DemoReport.RolloutLine(
              rollout.getId(),
              text(rollout.getVersion()),
              EnumLabels.labelOf(rollout.getState()),
              rollout.getMembers().getConfirmed(),
              rollout.getMembers().getTotal(),
              seconds(rollout.getStartedMs(), rollout.getEndedMs()),
              rollout.getSwapGapMaxMs(),
              rollout.getWhy()));
    }
    Collections.reverse(lines);
    return lines;
  }

  static String text(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }

  double gapMax() {
    return state.rollouts().stream().mapToDouble(Rollout::getSwapGapMaxMs).max().orElse(0);
  }

  private double seconds(long from, long to) {
    return ((to == 0 ? state.atMs() : to) - from) / 1000.0;
  }
}
