package io.vedette.dashboard;

import io.vedette.proto.v1.Alarm;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceState;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.QuarantinedFrame;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutMember;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a recorded coordinator tells: lists newest first, and the summary of them. */
final class StoryState {

  final List<Device> devices = new ArrayList<>();
  final List<Deployment> deployments = new ArrayList<>();
  final List<Round> rounds = new ArrayList<>();
  final Map<String, List<Participant>> participants = new LinkedHashMap<>();
  final List<Distillation> distillations = new ArrayList<>();
  final List<Rollout> rollouts = new ArrayList<>();
  final Map<String, List<RolloutMember>> members = new LinkedHashMap<>();
  final List<Version> versions = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<Alarm> alarms = new ArrayList<>();
  final List<QuarantinedFrame> quarantine = new ArrayList<>();
  final List<EscalatedFrame> frames = new ArrayList<>();

  /** Escalations, teachers and the time; the rest is filled in from the lists. */
  final Summary.Builder base = Summary.newBuilder();

  Summary summary() {
    Summary.Builder summary =
        base.clone()
            .addAllAlarms(alarms)
            .addAllEvents(events.subList(0, Math.min(20, events.size())))
            .setDeploymentsTotal(deployments.size())
            .setRoundsTotal(rounds.size())
            .setDistillationsTotal(distillations.size())
            .setRolloutsTotal(rollouts.size())
            .setVersionsTotal(versions.size());
    rounds.stream().findFirst().ifPresent(summary::setRound);
    distillations.stream().findFirst().ifPresent(summary::setDistillation);
    rollouts.stream().findFirst().ifPresent(summary::setRollout);
    versions.stream().findFirst().map(StoryVersions::summary).ifPresent(summary::setVersion);
    versions.stream()
        .filter(v -> v.getAliasesList().contains("stable"))
        .findFirst()
        .map(StoryVersions::summary)
        .ifPresent(v -> summary.setStable(v).setDesired(v));
    devices.forEach(device -> count(device, summary));
    return summary.build();
  }

  private static void count(Device device, Summary.Builder summary) {
    var counts = summary.getDevicesBuilder();
    var figures = summary.getFiguresBuilder();
    DeviceState state = device.getSummary().getState();
    switch (state) {
      case DEVICE_STATE_AWAY -> counts.setAway(counts.getAway() + 1);
      case DEVICE_STATE_REVOKED -> counts.setRevoked(counts.getRevoked() + 1);
      default -> counts.setOnline(counts.getOnline() + 1);
    }
    for (CameraStatus camera : device.getHeartbeat().getCamerasList()) {
      figures
          .setCameras(figures.getCameras() + 1)
          .setFrames(figures.getFrames() + camera.getFrames());
      if (state == DeviceState.DEVICE_STATE_ONLINE) {
        figures.setFps(figures.getFps() + camera.getFps());
      }
    }
    var escalation = device.getHeartbeat().getEscalation();
    figures
        .setEscalated(figures.getEscalated() + escalation.getEscalated())
        .setOutboxFrames(figures.getOutboxFrames() + escalation.getOutboxFrames())
        .setEvicted(figures.getEvicted() + escalation.getEvicted());
  }
}
