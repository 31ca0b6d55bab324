package io.vedette.cloud;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.WavePlan;
import io.vedette.cloud.round.Round;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Small records for tests. */
public final class Scratch {

  public static final VersionId V1 = new VersionId("student", 1);
  public static final VersionId V2 = new VersionId("student", 2);

  private Scratch() {}

  /** The same on every run: the id alone decides which frames are held out. */
  public static String frameId(int number) {
    return UUID.nameUUIDFromBytes(("frame " + number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A picture of 64 x 64 pixels. */
  public static byte[] jpeg(long seed) throws IOException {
    byte[] pixels = new byte[64 * 64 * 3];
    new Random(seed).nextBytes(pixels);
    return Pictures.encodeJpeg(new Picture(64, 64, pixels), 80);
  }

  /** A moment that is the same on both clocks. */
  public static EventTime at(long ms) {
    return new EventTime(ms, ms);
  }

  public static Artifact artifact(String role, int digit) {
    return new Artifact(Integer.toString(digit).repeat(64), 10, role);
  }

  public static Detection detection(String label, float x) {
    return new Detection(new Box(x, 10, x + 20, 30), 0, label, 0.5f);
  }

  public static AcceptedEscalation escalation(String id, boolean audit, boolean heldOut) {
    return new AcceptedEscalation(
        id,
        CameraDeployments.DEFAULT,
        "agent-1",
        "line",
        7,
        1_000,
        "a".repeat(64),
        100,
        64,
        48,
        List.of(detection("open", 5)),
        "b".repeat(64),
        0.5f,
        "uncertain",
        audit,
        heldOut,
        2_000,
        null,
        null,
        null,
        null,
        0);
  }

  public static AcceptedEscalation answered(AcceptedEscalation e, List<Detection> detections) {
    return new AcceptedEscalation(
        e.id(),
        e.deployment(),
        e.agentId(),
        e.cameraId(),
        e.sequence(),
        e.capturedAtMs(),
        e.frameSha256(),
        e.frameBytes(),
        e.width(),
        e.height(),
        e.student(),
        e.modelSha256(),
        e.hardness(),
        e.reason(),
        e.audit(),
        e.heldOut(),
        e.acceptedAtMs(),
        new TeacherVerdict(detections, "c".repeat(64), 3_000),
        null,
        e.region(),
        e.place(),
        0);
  }

  public static Round round(String... agents) {
    return Round.opening(
        "r-1", at(0), V1, artifact("training", 1), 2, 1, List.of(agents), List.of());
  }

  public static Distillation distillation() {
    return Distillation.of(
        "d-1", "r-1", artifact("training", 2), V1, artifact("training", 1), List.of("u-1"), 0);
  }

  public static Rollout rollout(String... agents) {
    return Rollout.starting(
        "o-1", V2, V1, WavePlan.of(List.of(agents), List.of(100), V2.toString()), 0);
  }
}
