package io.vedette.cli.demo;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutDevice;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.VersionRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/** Turns the coordinator's last overview into the lines of the report. */
final class ReportSummary {

  private final Overview overview;

  ReportSummary(Overview overview) {
    this.overview = overview;
  }

  long sum(ToLongFunction<EscalationStatus> figure) {
    return overview.getDevicesList().stream()
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
        sum(EscalationStatus::getVerdicts) + waiting() + overview.getEscalations().getRejected();
    return Math.max(0, sum(EscalationStatus::getEscalated) - accountedFor);
  }

  List<DemoReport.RoundLine> rounds() {
    List<DemoReport.RoundLine> lines = new ArrayList<>();
    for (Round round : overview.getRoundsList()) {
      List<Participant> updated =
          round.getParticipantsList().stream().filter(p -> p.getState().equals("updated")).toList();
      lines.add(
          new DemoReport.RoundLine(
              round.getId(),
              round.getState(),
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
    for (Rollout rollout : overview.getRolloutsList()) {
      List<RolloutDevice> devices = rollout.getDevicesList();
      lines.add(
          new DemoReport.RolloutLine(
              rollout.getId(),
              text(rollout.getVersion()),
              rollout.getState(),
              (int) devices.stream().filter(d -> d.getState().equals("confirmed")).count(),
              devices.size(),
              seconds(rollout.getStartedMs(), rollout.getEndedMs()),
              gap(devices),
              rollout.getWhy()));
    }
    Collections.reverse(lines);
    return lines;
  }

  static String text(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }

  double gapMax() {
    return overview.getRolloutsList().stream()
        .mapToDouble(r -> gap(r.getDevicesList()))
        .max()
        .orElse(0);
  }

  private static double gap(List<RolloutDevice> devices) {
    return devices.stream().mapToDouble(RolloutDevice::getSwapGapMs).max().orElse(0);
  }

  private double seconds(long from, long to) {
    return ((to == 0 ? overview.getAtMs() : to) - from) / 1000.0;
  }
}
