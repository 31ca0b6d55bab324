package io.vedette.cloud.rpc;

import io.vedette.cloud.audit.AgreementCounts;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.escalation.EscalationCounts;
import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.overview.CoordinatorState;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.version.NamedVersion;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.RolloutDevice;
import io.vedette.proto.v1.Teacher;
import io.vedette.proto.v1.Version;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import java.util.Locale;

/** The coordinator's state as messages for dashboards. */
final class OverviewMapper {

  private OverviewMapper() {}

  static Overview write(CoordinatorState state) {
    Overview.Builder overview = Overview.newBuilder().setAtMs(state.atMs());
    state.devices().forEach(d -> overview.addDevices(write(d.device(), d.audits())));
    state.rounds().forEach(r -> overview.addRounds(write(r)));
    state.distillations().forEach(d -> overview.addDistillations(write(d)));
    state.versions().forEach(v -> overview.addVersions(write(v)));
    state.rollouts().forEach(r -> overview.addRollouts(write(r)));
    state
        .teachers()
        .forEach(
            t ->
                overview.addTeachers(
                    Teacher.newBuilder()
                        .setWorkerId(t.workerId())
                        .setModelSha256(t.modelSha256())
                        .setAnswered(t.answered())
                        .setLatencyMs(t.latencyMs())
                        .setMeanBatch(t.meanBatch())));
    state.events().forEach(e -> overview.addEvents(write(e)));
    return overview.setEscalations(write(state.escalations())).build();
  }

  static io.vedette.proto.v1.Device write(Device device, AgreementCounts audits) {
    var message =
        io.vedette.proto.v1.Device.newBuilder()
            .setAgentId(device.agentId())
            .setDeviceClass(device.deviceClass())
            .setSoftwareVersion(device.softwareVersion())
            .setState(lowerCase(device.state()))
            .setLastSeenMs(device.lastSeenMs())
            .setAuditPrecision(audits.precision())
            .setAuditRecall(audits.recall())
            .setAudits(audits.frames());
    Heartbeat beat = device.heartbeat();
    if (beat != null) {
      message.setHeartbeat(AgentMapper.write(beat));
    }
    return message.build();
  }

  static io.vedette.proto.v1.Round write(Round round) {
    var message =
        io.vedette.proto.v1.Round.newBuilder()
            .setId(round.id())
            .setState(lowerCase(round.phase()))
            .setStartedMs(round.startedMs())
            .setEndedMs(round.endedMs())
            .setBase(ManifestCodec.toProto(round.base()))
            .setWhy(round.why());
    round.participants().forEach(p -> message.addParticipants(write(p)));
    return message.build();
  }

  private static io.vedette.proto.v1.Participant write(Participant participant) {
    var message =
        io.vedette.proto.v1.Participant.newBuilder()
            .setAgentId(participant.agentId())
            .setState(lowerCase(participant.state()))
            .setSteps(participant.pace().deadline().steps())
            .setStepsTotal(participant.pace().stepsTotal());
    Contribution update = participant.update();
    if (update != null) {
      message
          .setExamples(update.examples())
          .setLossBefore(update.lossBefore())
          .setLossAfter(update.lossAfter())
          .setUpdateId(update.updateId());
    }
    return message.build();
  }

  private static io.vedette.proto.v1.Distillation write(Distillation d) {
    var message =
        io.vedette.proto.v1.Distillation.newBuilder()
            .setId(d.id())
            .setRoundId(d.roundId())
            .setState(
                switch (d.phase()) {
                  case GATHERING, WAITING -> "waiting";
                  case RUNNING, JUDGING -> "running";
                  case DONE -> "done";
                  case FAILED -> "failed";
                })
            .setStage(d.phase() == Distillation.Phase.JUDGING ? "judging" : d.progress().stage())
            .setEpoch(d.progress().epoch())
            .setEpochs(d.progress().epochs())
            .setLoss(d.progress().loss())
            .setStartedMs(d.startedMs())
            .setEndedMs(d.endedMs())
            .setWhy(d.why())
            .setAttempts(d.attempts())
            .setSteps(d.progress().steps())
            .setStepsTotal(d.progress().stepsTotal())
            .setEpochS(d.progress().epochSeconds());
    Distillation.Checkpoint checkpoint = d.checkpoint();
    if (checkpoint != null) {
      message.setCheckpointEpoch(checkpoint.epoch());
    }
    Sets sets = d.sets();
    if (sets != null) {
      message.setTrainingFrames(sets.trainingFrames()).setValidationFrames(sets.validationFrames());
    }
    return message.build();
  }

  static Version write(NamedVersion named) {
    return ManifestCodec.toProto(named.version()).toBuilder()
        .addAllAliases(named.aliases())
        .setDevices(named.devices())
        .build();
  }

  static io.vedette.proto.v1.Rollout write(Rollout rollout) {
    var message =
        io.vedette.proto.v1.Rollout.newBuilder()
            .setId(rollout.id())
            .setVersion(ManifestCodec.toProto(rollout.version()))
            .setState(lowerCase(rollout.phase()))
            .setStartedMs(rollout.startedMs())
            .setEndedMs(rollout.endedMs())
            .setWhy(rollout.why());
    VersionId previous = rollout.previous();
    if (previous != null) {
      message.setPrevious(ManifestCodec.toProto(previous));
    }
    for (Member member : rollout.members()) {
      message.addDevices(
          RolloutDevice.newBuilder()
              .setAgentId(member.agentId())
              .setWave(member.wave())
              .setState(lowerCase(member.state()))
              .setMessage(member.away() ? "away" : member.message())
              .setSwapGapMs(member.swapGapMs()));
    }
    return message.build();
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

  private static Event write(FeedEntry entry) {
    return Event.newBuilder()
        .setAtMs(entry.atMs())
        .setSeverity(lowerCase(entry.severity()))
        .setTopic(entry.topic())
        .setText(entry.text())
        .build();
  }

  /** ROLLING_BACK on the screen: rolling-back. */
  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
