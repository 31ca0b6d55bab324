package io.vedette.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.MemberCounts;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the fleet learnt, and if not, how far it came, in one sentence. */
class LearningOutcomeTest {

  private static final DemoReport.HeldOut HELD_OUT = new DemoReport.HeldOut("boards", 80, 480, "d");

  @Test
  void aBetterVersionIsToldWithItsCounts() {
    LearningOutcome outcome =
        of(LoopState.NONE, version(1, 0.301, 201, 0), version(3, 0.412, 320, 3));
    assertThat(outcome.learnt()).isTrue();
    assertThat(outcome.sentence())
        .isEqualTo(
            "The fleet learnt: student:3 finds 320 of 480 objects on 80 held-out pictures,"
                + " student:1 found 201 (AP50 0.412, was 0.301).");
  }

  @Test
  void aVersionThatIsNoBetterIsNotPraised() {
    LearningOutcome outcome = of(LoopState.NONE, version(1, 0.3, 201, 0), version(2, 0.3, 220, 3));
    assertThat(outcome.learnt()).isFalse();
    assertThat(outcome.sentence()).startsWith("The fleet did not learn: student:2 finds 220");
  }

  @Test
  void theVersionOfTheFieldCountsNotTheNewest() {
    LearningOutcome outcome =
        of(
            LoopState.NONE,
            version(1, 0.3, 200, 0),
            version(2, 0.4, 300, 3),
            version(3, 0.9, 400, 0));
    assertThat(outcome.sentence()).contains("student:2 finds 300");
  }

  @Test
  void whatCouldNotBeMeasuredIsToldWithItsReason() {
    DemoReport.VersionLine missing =
        new DemoReport.VersionLine("student:2", null, null, null, "fp32", 3, "its file was gone");
    LearningOutcome outcome =
        LearningOutcome.of(LoopState.NONE, List.of(version(1, 0.3, 9, 0), missing), HELD_OUT, 120);
    assertThat(outcome.learnt()).isNull();
    assertThat(outcome.sentence())
        .isEqualTo(
            "Whether the fleet learnt is unknown: student:2 was not measured, as its file was"
                + " gone.");
  }

  @Test
  void withoutHeldOutPicturesTheTeachersVerdictsAreToldApart() {
    Metrics measured = Metrics.newBuilder().setAp50(0.51).setImages(24).build();
    Manifest manifest =
        Manifest.newBuilder()
            .setVersion(VersionRef.newBuilder().setName("student").setNumber(2))
            .addVariants(Variant.newBuilder().setName("fp32").addMetrics(measured))
            .setBaseline(Metrics.newBuilder().setAp50(0.44))
            .build();
    LoopState last =
        new LoopStateBuilder().version(Version.newBuilder().setManifest(manifest)).build();
    LearningOutcome outcome =
        LearningOutcome.of(
            last, List.of(version(1, null, 0, 0), version(2, null, 0, 3)), null, 120);
    assertThat(outcome.learnt()).isNull();
    assertThat(outcome.sentence())
        .contains("give --held-out")
        .contains("student:2 has AP50 0.510 and its parent 0.440 on 24 frames");
  }

  @Test
  void withoutASecondVersionTheReasonIsHowFarTheLoopCame() {
    assertNotLearnt(new LoopStateBuilder(), "no agent had reported yet");
    assertNotLearnt(escalated(0, 0), "no frame was escalated");
    assertNotLearnt(escalated(50, 0), "the teacher had answered none of the 50 escalated frames");
    assertNotLearnt(
        escalated(90, 84), "no round had begun: 84 verdicts had come of the 120 that open one");
    assertNotLearnt(
        escalated(190, 184), "no round had begun: too few agents had enough verdicts to train on");
    assertNotLearnt(
        withRound("r-1", RoundState.ROUND_STATE_OPEN, ""),
        "round r-1 was still open, with 1 of 2 updates");
    assertNotLearnt(
        withRound("r-1", RoundState.ROUND_STATE_FAILED, "too few updates"),
        "round r-1 failed: too few updates");
    assertNotLearnt(
        distilled(DistillationState.DISTILLATION_STATE_RUNNING)
            .setStage("training")
            .setEpoch(3)
            .setEpochs(8),
        "distillation d-1 was at epoch 3 of 8");
    assertNotLearnt(
        distilled(DistillationState.DISTILLATION_STATE_RUNNING)
            .setStage("compressing")
            .setEpochs(8),
        "distillation d-1 was at its stage compressing");
    assertNotLearnt(
        distilled(DistillationState.DISTILLATION_STATE_WAITING).setWhy("for a distiller"),
        "distillation d-1 was waiting for a distiller");
    assertNotLearnt(
        distilled(DistillationState.DISTILLATION_STATE_FAILED).setWhy("given up after 3 attempts"),
        "distillation d-1 failed: given up after 3 attempts");
    assertNotLearnt(
        distilled(DistillationState.DISTILLATION_STATE_DONE).setWhy("AP50 0.400 < 0.431 - 0.000"),
        "distillation d-1 made no version: AP50 0.400 < 0.431 - 0.000");
    assertNotLearnt(
        withRound("r-2", RoundState.ROUND_STATE_OPEN, "")
            .distillation(distilled(DistillationState.DISTILLATION_STATE_FAILED).setWhy("killed")),
        "distillation d-1 failed: killed; round r-2 was still open, with 1 of 2 updates");
  }

  @Test
  void aVersionThatNoDeviceRunsIsToldWithItsRollout() {
    Rollout.Builder rollout =
        Rollout.newBuilder()
            .setVersion(VersionRef.newBuilder().setName("student").setNumber(2))
            .setMembers(MemberCounts.newBuilder().setTotal(2).setConfirmed(1).setWaiting(1));
    DemoReport.VersionLine[] versions = {version(1, 0.3, 9, 3), version(2, 0.4, 9, 0)};
    assertThat(of(LoopState.NONE, versions).sentence())
        .isEqualTo("The fleet did not learn: student:2 was made, and its rollout had not begun.");
    assertThat(of(with(rollout.setState(RolloutState.ROLLOUT_STATE_CANARY)), versions).sentence())
        .isEqualTo(
            "The fleet did not learn: the rollout of student:2 was still under way, with 1 of 2"
                + " devices confirmed.");
    assertThat(
            of(
                    with(
                        rollout
                            .setState(RolloutState.ROLLOUT_STATE_ROLLED_BACK)
                            .setWhy("it was slow")),
                    versions)
                .sentence())
        .isEqualTo(
            "The fleet did not learn: the rollout of student:2 was rolled back: it was slow.");
  }

  private static LoopState with(Rollout.Builder rollout) {
    return new LoopStateBuilder().rollout(rollout).build();
  }

  private static void assertNotLearnt(Distillation.Builder distillation, String why) {
    assertNotLearnt(
        withRound("r-1", RoundState.ROUND_STATE_AGGREGATED, "").distillation(distillation), why);
  }

  private static void assertNotLearnt(LoopStateBuilder last, String why) {
    LearningOutcome outcome = of(last.build(), version(1, 0.3, 200, 3));
    assertThat(outcome.learnt()).isFalse();
    assertThat(outcome.sentence()).isEqualTo("The fleet did not learn: " + why + ".");
  }

  private static LearningOutcome of(LoopState last, DemoReport.VersionLine... versions) {
    return LearningOutcome.of(last, List.of(versions), HELD_OUT, 120);
  }

  private static DemoReport.VersionLine version(
      int number, @Nullable Double ap50, long found, int devices) {
    return new DemoReport.VersionLine(
        "student:" + number, ap50, ap50, ap50 == null ? null : found, "fp32", devices, "");
  }

  private static LoopStateBuilder escalated(int frames, int answered) {
    EscalationStatus status = EscalationStatus.newBuilder().setEscalated(frames).build();
    return new LoopStateBuilder()
        .device(Device.newBuilder().setHeartbeat(Heartbeat.newBuilder().setEscalation(status)))
        .answered(answered);
  }

  private static LoopStateBuilder withRound(String id, RoundState state, String why) {
    return new LoopStateBuilder()
        .round(
            Round.newBuilder().setId(id).setState(state).setWhy(why),
            Participant.newBuilder()
                .setAgentId("a")
                .setState(ParticipantState.PARTICIPANT_STATE_UPDATED),
            Participant.newBuilder()
                .setAgentId("b")
                .setState(ParticipantState.PARTICIPANT_STATE_TRAINING));
  }

  private static Distillation.Builder distilled(DistillationState state) {
    return Distillation.newBuilder().setId("d-1").setRoundId("r-1").setState(state);
  }
}
