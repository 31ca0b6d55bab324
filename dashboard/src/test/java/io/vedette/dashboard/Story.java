package io.vedette.dashboard;

import io.vedette.proto.v1.Alarm;
import io.vedette.proto.v1.CameraState;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceState;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.MemberCounts;
import io.vedette.proto.v1.MemberState;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantCounts;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.QuarantinedFrame;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutMember;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.Severity;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.Subject;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.Teacher;
import java.util.ArrayList;
import java.util.List;

/**
 * A coordinator's afternoon, as it would tell it: three inspection lines learn a change of light.
 */
final class Story {

  private Story() {}

  static StoryState empty() {
    StoryState story = new StoryState();
    story.base.setAtMs(System.currentTimeMillis());
    return story;
  }

  /** Half a second more for every beat: a distillation and a rollout are under way. */
  static StoryState at(int beat) {
    long now = System.currentTimeMillis();
    StoryState story = empty();
    story
        .base
        .setEscalations(
            EscalationTotals.newBuilder()
                .setAccepted(1284 + beat)
                .setAnswered(1279 + beat)
                .setWaiting(5)
                .setBytes(73_400_000)
                .setAudits(212)
                .setHeldOut(257))
        .setTeachersTotal(1)
        .addTeachers(
            Teacher.newBuilder()
                .setWorkerId("teacher-1")
                .setModelSha256("ab".repeat(32))
                .setAnswered(1279)
                .setLatencyMs(41)
                .setMeanBatch(3.2));
    story.frames.addAll(StoryFrames.frames(60, now));
    story.devices.add(device("line-1", beat, now, 3));
    story.devices.add(device("line-2", beat, now, 2));
    story.devices.add(device("line-3", beat, now, 2));
    round(
        story,
        Round.newBuilder()
            .setId("r-3")
            .setState(RoundState.ROUND_STATE_OPEN)
            .setStartedMs(now - 42_000),
        ParticipantState.PARTICIPANT_STATE_UPDATED,
        ParticipantState.PARTICIPANT_STATE_TRAINING,
        ParticipantState.PARTICIPANT_STATE_INVITED);
    round(
        story,
        Round.newBuilder()
            .setId("r-2")
            .setState(RoundState.ROUND_STATE_AGGREGATED)
            .setStartedMs(now - 400_000)
            .setEndedMs(now - 300_000),
        ParticipantState.PARTICIPANT_STATE_UPDATED,
        ParticipantState.PARTICIPANT_STATE_UPDATED,
        ParticipantState.PARTICIPANT_STATE_LATE);
    round(
        story,
        Round.newBuilder()
            .setId("r-1")
            .setState(RoundState.ROUND_STATE_FAILED)
            .setStartedMs(now - 900_000)
            .setEndedMs(now - 800_000)
            .setWhy("1 update, at least 2 are needed"),
        ParticipantState.PARTICIPANT_STATE_UPDATED,
        ParticipantState.PARTICIPANT_STATE_DECLINED,
        ParticipantState.PARTICIPANT_STATE_LATE);
    story.distillations.add(
        Distillation.newBuilder()
            .setId("d-2")
            .setRoundId("r-2")
            .setState(DistillationState.DISTILLATION_STATE_RUNNING)
            .setStage("training")
            .setEpoch(4 + beat / 10)
            .setEpochs(12)
            .setLoss(2.31 - 0.01 * beat)
            .setStartedMs(now - 60_000)
            .setTrainingFrames(412)
            .setValidationFrames(96)
            .setAttempts(2)
            .build());
    story.distillations.add(
        Distillation.newBuilder()
            .setId("d-1")
            .setRoundId("r-0")
            .setState(DistillationState.DISTILLATION_STATE_DONE)
            .setStage("evaluating")
            .setEpoch(12)
            .setEpochs(12)
            .setLoss(1.92)
            .setStartedMs(now - 700_000)
            .setEndedMs(now - 500_000)
            .setTrainingFrames(240)
            .setValidationFrames(61)
            .setAttempts(1)
            .build());
    story.versions.add(StoryVersions.version(3, 0.713, 0.704, 1, now - 480_000, true, "candidate"));
    story.versions.add(StoryVersions.version(2, 0.622, 0.611, 2, now - 1_900_000, true, "stable"));
    story.versions.add(StoryVersions.version(1, 0.431, 0.402, 0, now - 7_000_000, false));
    rollout(
        story,
        Rollout.newBuilder()
            .setId("rollout-2")
            .setVersion(StoryVersions.ref(3))
            .setPrevious(StoryVersions.ref(2))
            .setState(RolloutState.ROLLOUT_STATE_WAVES)
            .setHealth(StoryHealth.health(now - 24_000))
            .setStartedMs(now - 30_000),
        MemberState.MEMBER_STATE_CONFIRMED,
        MemberState.MEMBER_STATE_SELF_TEST,
        MemberState.MEMBER_STATE_WAITING);
    rollout(
        story,
        Rollout.newBuilder()
            .setId("rollout-1")
            .setVersion(StoryVersions.ref(2))
            .setPrevious(StoryVersions.ref(1))
            .setState(RolloutState.ROLLOUT_STATE_DONE)
            .setStartedMs(now - 1_800_000)
            .setEndedMs(now - 1_700_000),
        MemberState.MEMBER_STATE_CONFIRMED,
        MemberState.MEMBER_STATE_CONFIRMED,
        MemberState.MEMBER_STATE_CONFIRMED);
    event(
        story,
        now - 4_000,
        Severity.SEVERITY_INFO,
        "rollout",
        "rollout-2",
        "student:3 confirmed by the canary line-1; wave 1 goes");
    event(story, now - 42_000, Severity.SEVERITY_INFO, "round", "r-3", "r-3 opened with 3 agents");
    event(
        story,
        now - 61_000,
        Severity.SEVERITY_WARNING,
        "distillation",
        "d-2",
        "d-2: the distiller went away; tried again");
    event(story, now - 90_000, Severity.SEVERITY_INFO, "device", "line-2", "line-2 is back");
    event(
        story,
        now - 480_000,
        Severity.SEVERITY_INFO,
        "version",
        "student:3",
        "student:3 passed 3 gates");
    event(
        story,
        now - 800_000,
        Severity.SEVERITY_ERROR,
        "round",
        "r-1",
        "r-1 failed: 1 update, at least 2 are needed");
    return story;
  }

  /** As {@link #at}, with a fleet of so many devices, one in fifty of them away. */
  static StoryState large(int devices) {
    StoryState story = at(8);
    long now = story.base.getAtMs();
    story.devices.clear();
    for (int i = 0; i < devices; i++) {
      Device.Builder device = device(String.format("line-%05d", i), i, now, 2 + i % 2).toBuilder();
      if (i % 50 == 7) {
        away(device, now - 95_000);
      }
      story.devices.add(device.build());
    }
    List<RolloutMember> members = story.members.get("rollout-2");
    members.clear();
    for (int i = 0; i < devices; i++) {
      members.add(
          RolloutMember.newBuilder()
              .setAgentId(String.format("line-%05d", i))
              .setWave(i == 0 ? 0 : 1)
              .setState(
                  i % 3 == 0
                      ? MemberState.MEMBER_STATE_CONFIRMED
                      : MemberState.MEMBER_STATE_WAITING)
              .setSwapGapMs(i % 3 == 0 ? 300 : 0)
              .build());
    }
    int confirmed = (devices + 2) / 3;
    story.rollouts.set(
        0,
        story.rollouts.get(0).toBuilder()
            .setMembers(
                MemberCounts.newBuilder()
                    .setTotal(devices)
                    .setConfirmed(confirmed)
                    .setWaiting(devices - confirmed))
            .build());
    alarm(
        story,
        "devices-away",
        Severity.SEVERITY_WARNING,
        "device",
        devices / 50 + " devices are away");
    return story;
  }

  /** As {@link #at}, but a camera has failed and an agent is gone. */
  static StoryState inTrouble() {
    StoryState story = at(8);
    long now = story.base.getAtMs();
    String broken = "rtsp://10.0.0.7/main: connection refused";
    Device.Builder second = story.devices.get(1).toBuilder();
    second
        .getHeartbeatBuilder()
        .getCamerasBuilder(0)
        .setState(CameraState.CAMERA_STATE_FAILED)
        .setError(broken)
        .setFps(0);
    second.getSummaryBuilder().setFps(0).setAttention("line-2-cam failed: " + broken);
    story.devices.set(1, second.build());
    Device.Builder third = story.devices.get(2).toBuilder();
    away(third, now - 95_000);
    story.devices.set(2, third.build());
    alarm(
        story,
        "no-teacher",
        Severity.SEVERITY_ERROR,
        "teacher",
        "no teacher is connected; 5 frames wait for a verdict");
    alarm(story, "devices-away", Severity.SEVERITY_WARNING, "device", "1 device is away");
    story.quarantine.add(
        QuarantinedFrame.newBuilder()
            .setEscalationId("9f86d081-884c-4d65-9a2f")
            .setAgentId("line-1")
            .setCameraId("line-1-cam")
            .setGivenUpAtMs(now - 200_000)
            .setWhy("the teacher ended while it answered this frame, three times")
            .build());
    return story;
  }

  private static void away(Device.Builder device, long seenMs) {
    device
        .getSummaryBuilder()
        .setState(DeviceState.DEVICE_STATE_AWAY)
        .setFps(0)
        .setLastSeenMs(seenMs)
        .setAttention("away");
  }

  private static void alarm(
      StoryState story, String id, Severity severity, String topic, String text) {
    story.alarms.add(
        Alarm.newBuilder()
            .setId(id)
            .setSeverity(severity)
            .setSinceMs(story.base.getAtMs() - 70_000)
            .setSubject(Subject.newBuilder().setTopic(topic))
            .setText(text)
            .build());
  }

  private static Tag tag(String key, String value) {
    return Tag.newBuilder().setKey(key).setValue(value).build();
  }

  private static Device device(String id, int beat, long now, int version) {
    double fps = 4.2 + Math.sin(beat / 3.0 + id.hashCode());
    String learner = id.equals("line-2") ? "round r-3: epoch 1 of 3" : "";
    String site = id.equals("line-3") ? "kiel" : "hamburg";
    return Device.newBuilder()
        .setConnected(true)
        .addOwnTags(tag("kind", id.equals("line-1") ? "press" : "oven"))
        .addOwnTags(tag("site", "bremen"))
        .addOperatorTags(tag("site", site))
        .setSummary(
            DeviceSummary.newBuilder()
                .setAgentId(id)
                .addTags(tag("kind", id.equals("line-1") ? "press" : "oven"))
                .addTags(tag("site", site))
                .setDeviceClass("linux-x86_64-2cpu")
                .setSoftwareVersion("0.1.0")
                .setState(DeviceState.DEVICE_STATE_ONLINE)
                .setLastSeenMs(now - 700)
                .setInstalled(StoryVersions.ref(version))
                .setVariant("fp32")
                .setCameras(1)
                .setCamerasStreaming(1)
                .setFps(fps)
                .setLatencyP50Ms(38.2)
                .setLatencyP95Ms(61.9)
                .setEscalated(431 + beat / 3)
                .setShare(0.053)
                .setOutboxFrames(3)
                .setVerdicts(428)
                .setLearner(learner)
                .setAuditPrecision(0.812)
                .setAuditRecall(0.774)
                .setAudits(64))
        .setHeartbeat(
            Heartbeat.newBuilder()
                .setUptimeMs(2_040_000 + 500L * beat)
                .addStudents(
                    StudentStatus.newBuilder()
                        .setDeployment("default")
                        .addCameraIds(id + "-cam")
                        .setInstalled(StoryVersions.ref(version))
                        .setVariant("fp32")
                        .setModelSha256("c4".repeat(32))
                        .setReplayExamples(143)
                        .setLearner(learner))
                .addCameras(
                    CameraStatus.newBuilder()
                        .setCameraId(id + "-cam")
                        .setState(CameraState.CAMERA_STATE_STREAMING)
                        .setFps(fps)
                        .setFrames(8123 + 2L * beat)
                        .setLatencyP50Ms(38.2)
                        .setLatencyP95Ms(61.9)
                        .setSwapGapMaxMs(318))
                .setEscalation(
                    EscalationStatus.newBuilder()
                        .setEscalated(431 + beat / 3)
                        .setAudits(71)
                        .setSentBytes(24_000_000 + 21_000L * beat)
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

  private static void round(StoryState story, Round.Builder round, ParticipantState... states) {
    ParticipantCounts.Builder counts = round.getParticipantsBuilder().setTotal(states.length);
    List<Participant> all = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      Participant.Builder participant =
          Participant.newBuilder().setAgentId("line-" + (i + 1)).setState(states[i]);
      if (states[i] == ParticipantState.PARTICIPANT_STATE_UPDATED) {
        counts.setUpdated(counts.getUpdated() + 1);
        participant.setExamples(143 - 9 * i).setLossBefore(2.914).setLossAfter(2.308);
      }
      all.add(participant.build());
    }
    story.rounds.add(round.setBase(StoryVersions.ref(2)).build());
    story.participants.put(round.getId(), all);
  }

  private static void rollout(StoryState story, Rollout.Builder rollout, MemberState... states) {
    MemberCounts.Builder counts = rollout.getMembersBuilder().setTotal(states.length);
    List<RolloutMember> all = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      boolean confirmed = states[i] == MemberState.MEMBER_STATE_CONFIRMED;
      counts.setConfirmed(counts.getConfirmed() + (confirmed ? 1 : 0));
      all.add(
          RolloutMember.newBuilder()
              .setAgentId("line-" + (i + 1))
              .setWave(Math.min(i, 1))
              .setState(states[i])
              .setSwapGapMs(confirmed ? 318 - 20 * i : 0)
              .build());
    }
    story.rollouts.add(rollout.setSwapGapMaxMs(318).build());
    story.members.put(rollout.getId(), all);
  }

  private static void event(
      StoryState story, long at, Severity severity, String topic, String object, String text) {
    story.events.add(
        Event.newBuilder()
            .setSequence(1000 - story.events.size())
            .setAtMs(at)
            .setSeverity(severity)
            .setSubject(Subject.newBuilder().setTopic(topic).setObject(object))
            .setText(text)
            .build());
  }
}
