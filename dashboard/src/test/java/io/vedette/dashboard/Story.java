package io.vedette.dashboard;

import com.google.protobuf.ByteString;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.DetectorSpec;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.GateResult;
import io.vedette.proto.v1.HeadSpec;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.InputSpec;
import io.vedette.proto.v1.Lineage;
import io.vedette.proto.v1.LineageEdge;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.LineageNode;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutDevice;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Signature;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.proto.v1.Teacher;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A coordinator's afternoon, as it would tell it: three inspection lines learn a change of light.
 */
final class Story {

  private static final List<String> LABELS =
      List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");

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
        .addVersions(version(3, 0.713, 0.704, 1, now - 480_000, true, "candidate"))
        .addVersions(version(2, 0.622, 0.611, 2, now - 1_900_000, true, "stable"))
        .addVersions(version(1, 0.431, 0.402, 0, now - 7_000_000, false))
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
                .setInstalled(ref(version))
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
            .setBase(ref(2));
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

  private static Version version(
      int number,
      double fp32,
      double int8,
      int devices,
      long made,
      boolean int8Kept,
      String... aliases) {
    Manifest manifest =
        Manifest.newBuilder()
            .setVersion(ref(number))
            .setCreatedAtMs(made)
            .setDetector(
                DetectorSpec.newBuilder()
                    .setTask("detection")
                    .addAllLabels(LABELS)
                    .setScoreThreshold(0.25f)
                    .setInput(
                        InputSpec.newBuilder()
                            .setWidth(320)
                            .setHeight(320)
                            .setColorOrder("RGB")
                            .setFit("letterbox-center"))
                    .setHead(
                        HeadSpec.newBuilder()
                            .setFamily("yolo11")
                            .putParameters("strides", "8,16,32")))
            .addVariants(variant("fp32", fp32, 2_900_000, 38.2, true, "the reference"))
            .addVariants(
                variant(
                    "int8",
                    int8,
                    940_000,
                    29.7,
                    int8Kept,
                    int8Kept
                        ? "AP50 loses 0.009, at most 0.020"
                        : "AP50 loses 0.029, more than 0.020"))
            .setLineage(
                Lineage.newBuilder()
                    .addParents(ref(Math.max(1, number - 1)))
                    .setRoundId("r-2")
                    .setDistillationId("d-1")
                    .putRecipe("epochs", "12")
                    .putRecipe("temperature", "5")
                    .putRecipe("alpha", "0.7"))
            .setSignature(
                Signature.newBuilder().setAlgorithm("Ed25519").setKeyId("9f86d081884c7d65"))
            .build();
    Version.Builder version =
        Version.newBuilder()
            .setManifest(manifest)
            .setDevices(devices)
            .addAllAliases(List.of(aliases));
    if (number > 1) {
      version
          .addGates(gate("not-worse", true, "AP50 " + fp32 + " >= 0.611 - 0.000"))
          .addGates(gate("int8-loss", true, "0.009 <= 0.020"))
          .addGates(gate("latency", true, "p95 61.9 ms <= 100 ms on linux-x86_64-2cpu"));
    }
    return version.build();
  }

  private static Variant variant(
      String name, double ap50, long size, double p50, boolean kept, String why) {
    return Variant.newBuilder()
        .setName(name)
        .setKept(kept)
        .setWhy(why)
        .setArtifact(Artifact.newBuilder().setSha256("d7".repeat(32)).setSize(size).setRole(name))
        .addMetrics(
            Metrics.newBuilder()
                .setAp50(ap50)
                .setAp(ap50 * 0.55)
                .setAp75(ap50 * 0.5)
                .setAr100(ap50 * 0.7)
                .setImages(96)
                .setDatasetSha256("e1".repeat(32))
                .setLatencyP50Ms(p50)
                .setLatencyP95Ms(p50 * 1.6)
                .setDeviceClass("linux-x86_64-2cpu"))
        .build();
  }

  private static Rollout rollout(
      String id, int version, int previous, String state, long from, long to, String... states) {
    Rollout.Builder rollout =
        Rollout.newBuilder()
            .setId(id)
            .setVersion(ref(version))
            .setPrevious(ref(previous))
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

  static LineageGraph lineage() {
    LineageGraph.Builder graph = LineageGraph.newBuilder();
    node(graph, "version/student:2", "version", "student:2");
    node(graph, "version/student:3", "version", "student:3");
    node(graph, "round/r-2", "round", "r-2");
    node(graph, "distillation/d-1", "distillation", "d-1");
    node(graph, "rollout/rollout-2", "rollout", "rollout-2");
    node(graph, "device/line-1", "device", "line-1");
    for (int i = 1; i <= 3; i++) {
      node(graph, "update/u-" + i, "update", "line-" + i + ", 143 examples");
      edge(graph, "update/u-" + i, "round/r-2");
      for (int f = 0; f < 9; f++) {
        String frame = "frame/" + Integer.toHexString(0x1000 * i + f);
        node(graph, frame, "frame", "frame " + Integer.toHexString(0x1000 * i + f));
        edge(graph, frame, "update/u-" + i);
      }
    }
    edge(graph, "round/r-2", "distillation/d-1");
    edge(graph, "version/student:2", "round/r-2");
    edge(graph, "distillation/d-1", "version/student:3");
    edge(graph, "version/student:3", "rollout/rollout-2");
    edge(graph, "rollout/rollout-2", "device/line-1");
    return graph.build();
  }

  static SnapshotList snapshots(String agentId) {
    return SnapshotList.newBuilder()
        .addSnapshots(
            Snapshot.newBuilder()
                .setCameraId(agentId + "-cam")
                .setSequence(8123)
                .setCapturedAtMs(System.currentTimeMillis())
                .setWidth(640)
                .setHeight(640)
                .setJpeg(ByteString.copyFrom(board()))
                .addDetections(seen(0, 0.91f, 118, 96, 164, 138))
                .addDetections(seen(2, 0.64f, 402, 250, 446, 290))
                .addDetections(seen(5, 0.48f, 300, 508, 338, 540)))
        .build();
  }

  private static Detection seen(int classId, float score, float x1, float y1, float x2, float y2) {
    return Detection.newBuilder()
        .setClassId(classId)
        .setLabel(LABELS.get(classId))
        .setScore(score)
        .setBox(Box.newBuilder().setX1(x1).setY1(y1).setX2(x2).setY2(y2))
        .build();
  }

  /** Something like a circuit board, 640 by 640. */
  private static byte[] board() {
    BufferedImage image = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(7);
    pen.setColor(new Color(18, 20, 20));
    pen.fillRect(0, 0, 640, 640);
    pen.setColor(new Color(214, 216, 210));
    pen.setStroke(new BasicStroke(9));
    for (int i = 0; i < 26; i++) {
      int x = 20 + random.nextInt(600);
      int y = 20 + random.nextInt(600);
      pen.drawPolyline(
          new int[] {x, x, x + 60, x + 110}, new int[] {y, y + 70, y + 130, y + 130}, 4);
      pen.fillOval(x - 13, y - 13, 26, 26);
    }
    pen.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }

  private static GateResult gate(String name, boolean passed, String why) {
    return GateResult.newBuilder().setGate(name).setPassed(passed).setWhy(why).build();
  }

  private static Event event(long at, String severity, String topic, String text) {
    return Event.newBuilder()
        .setAtMs(at)
        .setSeverity(severity)
        .setTopic(topic)
        .setText(text)
        .build();
  }

  private static VersionRef ref(int number) {
    return VersionRef.newBuilder().setName("student").setNumber(number).build();
  }

  private static void node(LineageGraph.Builder graph, String id, String kind, String text) {
    graph.addNodes(LineageNode.newBuilder().setId(id).setKind(kind).setText(text));
  }

  private static void edge(LineageGraph.Builder graph, String from, String to) {
    graph.addEdges(LineageEdge.newBuilder().setFrom(from).setTo(to));
  }
}
