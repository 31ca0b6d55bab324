package io.vedette.cloud.rpc;

import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.rollout.Bake;
import io.vedette.cloud.rollout.BakeConfig;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutPlan;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.Round;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.MemberCounts;
import io.vedette.proto.v1.MemberState;
import io.vedette.proto.v1.ParticipantCounts;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.RolloutMember;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.RolloutWave;
import io.vedette.proto.v1.RoundState;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.TextBound;
import java.util.Map;
import java.util.Objects;

/** Rounds, distillations and rollouts in their wire form. */
final class LoopMapper {

  private static final TextBound OPENED =
      TextBound.of(
          io.vedette.proto.v1.Round.getDescriptor(), io.vedette.proto.v1.Round.OPENED_FIELD_NUMBER);

  private LoopMapper() {}

  static RoundState state(Round round) {
    return EnumNames.of(RoundState.class, round.phase());
  }

  static io.vedette.proto.v1.Round write(Round round) {
    var message =
        io.vedette.proto.v1.Round.newBuilder()
            .setId(round.id())
            .setDeployment(DeploymentSpec.ofId(round.id()))
            .setState(state(round))
            .setStartedMs(round.startedMs())
            .setBase(ManifestCodec.toProto(round.base()))
            .setWhy(Texts.shortened(round.why()))
            .setOpened(OPENED.fit(Objects.requireNonNullElse(round.opened(), "")))
            .setParticipants(counts(round));
    if (round.endedMs() > 0) {
      message.setEndedMs(round.endedMs());
    }
    return message.build();
  }

  /** From the counts that are kept with the rows: TRAINING, ABSENT carried. */
  private static ParticipantCounts counts(Round round) {
    ParticipantCounts.Builder counts = ParticipantCounts.newBuilder();
    for (Map.Entry<String, Integer> group : round.rows().counts().entrySet()) {
      int count = group.getValue();
      switch (Participant.State.valueOf(group.getKey().split(" ", 2)[0])) {
        case INVITED -> counts.setInvited(counts.getInvited() + count);
        case TRAINING -> counts.setTraining(counts.getTraining() + count);
        case UPDATED -> counts.setUpdated(counts.getUpdated() + count);
        case DECLINED -> counts.setDeclined(counts.getDeclined() + count);
        case LATE -> counts.setLate(counts.getLate() + count);
        case ABSENT -> count = 0;
      }
      counts.setTotal(counts.getTotal() + count);
    }
    return counts.build();
  }

  static ParticipantState state(Participant participant) {
    return EnumNames.of(ParticipantState.class, participant.state());
  }

  static io.vedette.proto.v1.Participant write(Participant participant) {
    var message =
        io.vedette.proto.v1.Participant.newBuilder()
            .setAgentId(participant.agentId())
            .setState(state(participant))
            .setMessage(Texts.shortened(participant.message()))
            .setSteps(participant.pace().deadline().steps());
    if (participant.pace().stepsTotal() > 0) {
      message.setStepsTotal(participant.pace().stepsTotal());
    }
    Contribution update = participant.update();
    if (update != null) {
      message.setExamples(update.examples()).setUpdateId(update.updateId());
      if (Double.isFinite(update.lossBefore())) {
        message.setLossBefore(update.lossBefore());
      }
      if (Double.isFinite(update.lossAfter())) {
        message.setLossAfter(update.lossAfter());
      }
    }
    return message.build();
  }

  static DistillationState state(Distillation d) {
    return switch (d.phase()) {
      case GATHERING, WAITING -> DistillationState.DISTILLATION_STATE_WAITING;
      case RUNNING, JUDGING -> DistillationState.DISTILLATION_STATE_RUNNING;
      case DONE -> DistillationState.DISTILLATION_STATE_DONE;
      case FAILED -> DistillationState.DISTILLATION_STATE_FAILED;
    };
  }

  static io.vedette.proto.v1.Distillation write(Distillation d) {
    var message =
        io.vedette.proto.v1.Distillation.newBuilder()
            .setId(d.id())
            .setDeployment(DeploymentSpec.ofId(d.id()))
            .setRoundId(d.roundId())
            .setState(state(d))
            .setStage(d.phase() == Distillation.Phase.JUDGING ? "judging" : d.progress().stage())
            .setEpoch(d.progress().epoch())
            .setEpochs(d.progress().epochs())
            .setStartedMs(d.startedMs())
            .setWhy(Texts.shortened(d.why()))
            .setAttempts(d.attempts())
            .setSteps(d.progress().steps());
    if (Double.isFinite(d.progress().loss())) {
      message.setLoss(d.progress().loss());
    }
    if (d.endedMs() > 0) {
      message.setEndedMs(d.endedMs());
    }
    if (d.progress().stepsTotal() > 0) {
      message.setStepsTotal(d.progress().stepsTotal());
    }
    if (d.progress().epochSeconds() > 0) {
      message.setEpochMs(Math.round(d.progress().epochSeconds() * 1000));
    }
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

  static RolloutState state(Rollout rollout) {
    return EnumNames.of(RolloutState.class, rollout.phase());
  }

  static io.vedette.proto.v1.Rollout write(Rollout rollout) {
    var message =
        io.vedette.proto.v1.Rollout.newBuilder()
            .setId(rollout.id())
            .setDeployment(DeploymentSpec.ofId(rollout.id()))
            .setVersion(ManifestCodec.toProto(rollout.version()))
            .setState(state(rollout))
            .setStartedMs(rollout.startedMs())
            .setWhy(Texts.shortened(rollout.why()));
    VersionId previous = rollout.previous();
    if (previous != null) {
      message.setPrevious(ManifestCodec.toProto(previous));
    }
    if (rollout.endedMs() > 0) {
      message.setEndedMs(rollout.endedMs());
    }
    return message.setMembers(counts(rollout)).build();
  }

  /** A rollout with its analysis, and the longest swap gap, which needs a look at all members. */
  static io.vedette.proto.v1.Rollout detailed(Rollout rollout) {
    double gapMs = 0;
    for (Member member : rollout.members()) {
      gapMs = Math.max(gapMs, member.swapGapMs());
    }
    var message = write(rollout).toBuilder().setSwapGapMaxMs(gapMs);
    Bake bake = rollout.bake();
    if (bake != null) {
      message.setHealth(HealthMapper.write(bake));
    }
    return message.build();
  }

  private static MemberCounts counts(Rollout rollout) {
    MemberCounts.Builder counts =
        MemberCounts.newBuilder().setTotal(rollout.members().size()).setAway(away(rollout));
    for (Map.Entry<Member.State, Integer> group : rollout.counts().entrySet()) {
      int count = group.getValue();
      switch (group.getKey()) {
        case WAITING -> counts.setWaiting(count);
        case SENT, DOWNLOADING, SELF_TEST, SWAPPED -> counts.setMoving(counts.getMoving() + count);
        case CONFIRMED -> counts.setConfirmed(count);
        case FAILED -> counts.setFailed(count);
        case ROLLED_BACK -> counts.setRolledBack(count);
      }
    }
    return counts.build();
  }

  private static int away(Rollout rollout) {
    return rollout.members().counts().entrySet().stream()
        .filter(group -> group.getKey().endsWith(" away"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  static io.vedette.proto.v1.RolloutPlan write(RolloutPlan plan) {
    BakeConfig bake = plan.config().bake();
    io.vedette.proto.v1.RolloutPlan.Builder message =
        io.vedette.proto.v1.RolloutPlan.newBuilder()
            .setVersion(ManifestCodec.toProto(plan.version()))
            .setAtOnce(plan.config().atOnce())
            .setDeviceDeadlineMs(plan.config().deviceDeadline().toMillis())
            .setBakeMs(bake.time().toMillis())
            .setBakeLimitMs(bake.limit().toMillis())
            .setBakeFrames(bake.frames())
            .setBakeObjects(bake.objects())
            .setWatchMs(bake.watch().toMillis())
            .setMeasuredDevices(plan.pace().devices())
            .setMedianInstallMs(plan.pace().medianMs())
            .setSlowInstallMs(plan.pace().slowMs())
            .setMostMs(plan.mostMs());
    VersionId previous = plan.previous();
    if (previous != null) {
      message.setPrevious(ManifestCodec.toProto(previous));
    }
    plan.expectedMs().ifPresent(message::setExpectedMs);
    for (RolloutPlan.Wave wave : plan.waves()) {
      message.addWaves(
          RolloutWave.newBuilder()
              .setNumber(wave.number())
              .setDevices(wave.devices())
              .setMayFail(wave.mayFail())
              .addAllNamed(wave.named()));
    }
    return message.build();
  }

  static MemberState state(Member member) {
    return EnumNames.of(MemberState.class, member.state());
  }

  static RolloutMember write(Member member) {
    return RolloutMember.newBuilder()
        .setAgentId(member.agentId())
        .setWave(member.wave())
        .setState(state(member))
        .setAway(member.away())
        .setMessage(Texts.shortened(member.message()))
        .setSwapGapMs(member.swapGapMs())
        .setTookMs(member.tookMs())
        .build();
  }
}
