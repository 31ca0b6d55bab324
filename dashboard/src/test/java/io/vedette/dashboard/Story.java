package io.vedette.dashboard;

import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutDevice;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Teacher;

/**
 * A coordinator's afternoon, as it would tell it: three inspection lines learn a change of light.
 */
final class Story {

  private Story() {}

  static Overview empty() {
    return Overview.newBuilder().setAtMs(System.currentTimeMillis()).build();
  }

  /** Half a second more for every beat: a distillation and a rollout are under way. */
  static Overview at(int beat) {
    long now = System.currentTimeMillis();
    return Overview.newBuilder()
        .setAtMs(now)
        .addDevices(device("line-1", beat, now, 3))
        .addDevices(device("line-2", beat, now, 2))
        .addDevices(device("line-3", beat, now, 2))
        .addRounds(round("r-3", "open", now - 42_000, 0, "updated", "training", "invited"))
        .addRounds(
            round("r-2", "aggregated", now - 400_000, now - 300_000, "updated", "updated", "late"))
        .addRounds(
            round("r-1", "failed", now - 900_000, now - 800_000, "updated", "declined", "late")
                .toBuilder()
                .setWhy("1 update, at least 2 are needed"))
        .addDistillations(
            Distillation.newBuilder()
                .setId("d-2")
                .setRoundId("r-2")
                .setState("running")
                .setStage("training")
                .setEpoch(4 + beat / 10)
                .setEpochs(12)
                .setLoss(2.31 - 0.01 * beat)
                .setStartedMs(now - 60_000)
                .setTrainingFrames(412)
                .setValidationFrames(96)
                .setAttempts(2))
        .addDistillations(
            Distillation.newBuilder()
                .setId("d-1")
                .setRoundId("r-0")
                .setState("done")
                .setStage("evaluating")
                .setEpoch(12)
                .setEpochs(12)
                .setLoss(1.92)
                .setStartedMs(now - 700_000)
                .setEndedMs(now - 500_000)
                .setTrainingFrames(240)
                .setValidationFrames(61)
                .setAttempts(1))
        .addVersions(StoryVersions.version(3, 0.713, 0.704, 1, now - 480_000, true, "candidate"))
        .addVersions(StoryVersions.version(2, 0.622, 0.611, 2, now - 1_900_000, true, "stable"))
        .addVersions(StoryVersions.version(1, 0.431, 0.402, 0, now - 7_000_000, false))
        .addRollouts(
            rollout(
                "rollout-2", 3, 2, "waves", now - 30_000, 0, "confirmed", "self-test", "waiting"))
        .addRollouts(
            rollout(
                "rollout-1",
                2,
                1,
                "done",
                now - 1_800_000,
                now - 1_700_000,
                "confirmed",
                "confirmed",
                "confirmed"))
        .setEscalations(
            EscalationTotals.newBuilder()
                .setAccepted(1284 + beat)
                .setAnswered(1279 + beat)
                .setWaiting(5)
                .setBytes(73_400_000)
                .setAudits(212)
                .setHeldOut(257))
        .addTeachers(
            Teacher.newBuilder()
                .setWorkerId("teacher-1")
                .setModelSha256("ab".repeat(32))
                .setAnswered(1279)
                .setLatencyMs(41)
                .setMeanBatch(3.2))
        .addEvents(
            event(
                now - 4_000,
                "info",
                "rollout",
                "student:3 confirmed by the canary line-1; wave 1 goes"))
        .addEvents(event(now - 42_000, "info", "round", "r-3 opened with 3 agents"))
        .addEvents(
            event(
                now - 61_000,
                "warning",
                "distillation",
                "d-2: the distiller went away; tried again"))
        .addEvents(event(now - 480_000, "info", "version", "student:3 passed 3 gates"))
        .addEvents(
            event(now - 800_000, "error", "round", "r-1 failed: 1 update, at least 2 are needed"))
        .build();
  }

  /** As {@link #at}, but a camera has failed and an agent is gone. */
  static Overview inTrouble() {
    Overview.Builder story = at(8).toBuilder();
    Device.Builder second = story.getDevicesBuilder(1);
    second
        .getHeartbeatBuilder()
        .getCamerasBuilder(0)
        .setState("failed")
        .setError("rtsp://10.0.0.7/main: connection refused")
        .setFps(0);
    story.getDevicesBuilder(2).setState("away").setLastSeenMs(story.getAtMs() - 95_000);
    return story.build();
  }

  private static Device device(String id, int beat, long now, int version) {
    return Device.newBuilder()
        .setAgentId(id)
        .setDeviceClass("linux-x86_64-2cpu")
        .setSoftwareVersion("0.1.0")
        .setState("online")
        .setLastSeenMs(now - 700)
        .setAuditPrecision(0.812)
        .setAuditRecall(0.774)
        .setAudits(64)
        .setHeartbeat(
            Heartbeat.newBuilder()
                .setUptimeMs(2_040_000 + 500L * beat)
                .setInstalled(StoryVersions.ref(version))
                .setVariant("fp32")
                .setModelSha256("c4".repeat(32))
                .setReplayExamples(143)
                .setLearner(id.equals("line-2") ? "round r-3: epoch 1 of 3" : "")
                .addCameras(
                    CameraStatus.newBuilder()
                        .setCameraId(id + "-cam")
                        .setState("streaming")
                        .setFps(4.2 + Math.sin(beat / 3.0 + id.hashCode()))
                        .setFrames(8123 + 2L * beat)
                        .setLatencyP50Ms(38.2)
                        .setLatencyP95Ms(61.9)
                        .setSwapGapMaxMs(318))
                .setEscalation(
                    EscalationStatus.newBuilder()
                        .setEscalated(431 + beat / 3)
                        .setAudits(71)
                        .setBytes(24_000_000 + 21_000L * beat)
                        .setVerdicts(428)
                        .setOutboxFrames(3)
                        .setOutboxBytes(171_000)
                        .setBudgetBps(500_000)
                        .setShare(0.053)
                        .setAdded(188)
                        .setRelabelled(21)
                        .setConfirmed(402)
                        .setRemoved(57)))
        .build();
  }

  private static Round round(String id, String state, long from, long to, String... states) {
    Round.Builder round =
        Round.newBuilder()
            .setId(id)
            .setState(state)
            .setStartedMs(from)
            .setEndedMs(to)
            .setBase(StoryVersions.ref(2));
    for (int i = 0; i < states.length; i++) {
      boolean updated = states[i].equals("updated");
      round.addParticipants(
          Participant.newBuilder()
              .setAgentId("line-" + (i + 1))
              .setState(states[i])
              .setExamples(updated ? 143 - 9 * i : 0)
              .setLossBefore(updated ? 2.914 : 0)
              .setLossAfter(updated ? 2.308 : 0));
    }
    return round.build();
  }

  private static Rollout rollout(
      String id, int version, int previous, String state, long from, long to, String... states) {
    Rollout.Builder rollout =
        Rollout.newBuilder()
            .setId(id)
            .setVersion(StoryVersions.ref(version))
            .setPrevious(StoryVersions.ref(previous))
            .setState(state)
            .setStartedMs(from)
            .setEndedMs(to);
    for (int i = 0; i < states.length; i++) {
      rollout.addDevices(
          RolloutDevice.newBuilder()
              .setAgentId("line-" + (i + 1))
              .setWave(Math.min(i, 1))
              .setState(states[i])
              .setSwapGapMs(states[i].equals("confirmed") ? 318 - 20 * i : 0));
    }
    return rollout.build();
  }

  private static Event event(long at, String severity, String topic, String text) {
    return Event.newBuilder()
        .setAtMs(at)
        .setSeverity(severity)
        .setTopic(topic)
        .setText(text)
        .build();
  }
}
