package io.vedette.cloud.rpc;

import io.vedette.cloud.escalation.EscalationCounts;
import io.vedette.cloud.fleet.DeviceFigures;
import io.vedette.cloud.overview.CoordinatorSummary;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.proto.v1.Alarm;
import io.vedette.proto.v1.DeviceCounts;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.FleetFigures;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.Teacher;
import java.util.List;

/** The coordinator's summary in its wire form. */
final class SummaryMapper {

  /** Bytes of all alarms, errors first. */
  private static final int MAX_ALARM_BYTES = 128 << 10;

  private static final int MAX_EVENT_BYTES = 48 << 10;

  private SummaryMapper() {}

  static Summary write(CoordinatorSummary now) {
    Summary.Builder summary =
        Summary.newBuilder()
            .setAtMs(now.atMs())
            .setDevices(
                DeviceCounts.newBuilder()
                    .setOnline(now.devices().online())
                    .setAway(now.devices().away())
                    .setRevoked(now.devices().revoked())
                    .setTrainable(now.devices().trainable())
                    .setOtherVersion(now.devices().otherVersion()))
            .setFigures(write(now.figures()))
            .setEscalations(write(now.escalations()))
            .setTeachersTotal(now.teachersTotal())
            .setRoundsTotal(now.loop().rounds())
            .setDistillationsTotal(now.loop().distillations())
            .setRolloutsTotal(now.loop().rollouts())
            .setDeploymentsTotal(now.deploymentsTotal())
            .setVersionsTotal(now.versionsTotal());
    List<Alarm> alarms = now.alarms().stream().map(EventPages::write).toList();
    summary.addAllAlarms(alarms.subList(0, Paging.fitting(alarms, MAX_ALARM_BYTES)));
    now.teachers().forEach(teacher -> summary.addTeachers(write(teacher)));
    List<Event> events = now.events().stream().map(EventPages::write).toList();
    summary.addAllEvents(events.subList(0, Paging.fitting(events, MAX_EVENT_BYTES)));
    now.loop().round().ifPresent(r -> summary.setRound(LoopMapper.write(r)));
    now.loop().distillation().ifPresent(d -> summary.setDistillation(LoopMapper.write(d)));
    now.loop().rollout().ifPresent(r -> summary.setRollout(LoopMapper.write(r)));
    now.version().ifPresent(v -> summary.setVersion(VersionPages.brief(v)));
    now.stable().ifPresent(v -> summary.setStable(VersionPages.brief(v)));
    now.desired().ifPresent(v -> summary.setDesired(VersionPages.brief(v)));
    return summary.build();
  }

  private static FleetFigures write(DeviceFigures figures) {
    return FleetFigures.newBuilder()
        .setCameras(figures.cameras())
        .setCamerasStreaming(figures.streaming())
        .setFps(figures.milliFps() / 1000.0)
        .setFrames(figures.frames())
        .setEscalated(figures.escalated())
        .setVerdicts(figures.verdicts())
        .setOutboxFrames(figures.outboxFrames())
        .setEvicted(figures.evicted())
        .setReplayExamples(figures.examples())
        .build();
  }

  private static Teacher write(TeacherStatus status) {
    Teacher.Builder teacher =
        Teacher.newBuilder()
            .setWorkerId(status.workerId())
            .setModelSha256(status.modelSha256())
            .setAnswered(status.answered());
    if (status.answered() > 0) {
      teacher.setLatencyMs(status.latencyMs()).setMeanBatch(status.meanBatch());
    }
    return teacher.build();
  }

  private static EscalationTotals write(EscalationCounts totals) {
    return EscalationTotals.newBuilder()
        .setAccepted(totals.accepted())
        .setAnswered(totals.answered())
        .setWaiting(totals.waiting())
        .setRejected(totals.rejected())
        .setBytes(totals.bytes())
        .setAudits(totals.audits())
        .setHeldOut(totals.heldOut())
        .build();
  }
}
