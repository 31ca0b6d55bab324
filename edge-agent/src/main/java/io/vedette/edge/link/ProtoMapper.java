package io.vedette.edge.link;

import com.google.protobuf.ByteString;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.camera.CameraStatus;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.Verdict;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.edge.view.Region;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.StartRound;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.ManifestCodec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Between the wire's messages and the agent's own records. */
final class ProtoMapper {

  private ProtoMapper() {}

  static Hello hello(AgentIdentity identity, InstalledModel installed) {
    Hello.Builder hello =
        Hello.newBuilder()
            .setAgentId(identity.agentId())
            .setDeviceClass(identity.deviceClass())
            .setSoftwareVersion(identity.softwareVersion())
            .addAllCameraIds(identity.cameraIds())
            .setModelSha256(installed.modelDigest());
    if (installed.version() != null) {
      hello.setInstalled(ManifestCodec.toProto(installed.version()));
    }
    return hello.build();
  }

  static Heartbeat heartbeat(AgentStatus vitals) {
    InstalledModel installed = vitals.installed();
    Heartbeat.Builder heartbeat =
        Heartbeat.newBuilder()
            .setUptimeMs(vitals.uptime().toMillis())
            .setVariant(installed.variant())
            .setModelSha256(installed.modelDigest())
            .setEscalation(escalation(vitals))
            .setReplayExamples(vitals.replayExamples());
    LearnerProgress learner = vitals.learner();
    if (learner != null) {
      heartbeat.setLearner(learner.words()).setLearning(learning(learner));
    }
    if (installed.version() != null) {
      heartbeat.setInstalled(ManifestCodec.toProto(installed.version()));
    }
    vitals.cameras().forEach(c -> heartbeat.addCameras(camera(c.camera(), c.pipeline())));
    return heartbeat.build();
  }

  private static LearnerStatus learning(LearnerProgress learner) {
    return LearnerStatus.newBuilder()
        .setRoundId(learner.roundId())
        .setStage(learner.stage())
        .setEpoch(learner.epoch())
        .setEpochs(learner.epochs())
        .setSteps(learner.steps())
        .setStepsTotal(learner.stepsTotal())
        .build();
  }

  private static io.vedette.proto.v1.CameraStatus camera(
      CameraStatus camera, PipelineStatus pipeline) {
    return io.vedette.proto.v1.CameraStatus.newBuilder()
        .setCameraId(camera.id())
        .setState(camera.state().word())
        .setError(camera.error())
        .setFps(pipeline.fps())
        .setFrames(pipeline.frames())
        .setDropped(camera.dropped())
        .setReconnects(camera.reconnects())
        .setLatencyP50Ms(pipeline.latencyP50Millis())
        .setLatencyP95Ms(pipeline.latencyP95Millis())
        .setSwapGapMaxMs(pipeline.swapGapMillis())
        .build();
  }

  private static EscalationStatus escalation(AgentStatus vitals) {
    return EscalationStatus.newBuilder()
        .setEscalated(vitals.outbox().escalated())
        .setAudits(vitals.outbox().audits())
        .setBytes(vitals.outbox().bytes())
        .setVerdicts(vitals.outbox().verdicts())
        .setOutboxFrames(vitals.waitingFrames())
        .setOutboxBytes(vitals.waitingBytes())
        .setEvicted(vitals.outbox().evicted())
        .setBudgetBps(vitals.budgetBitsPerSecond())
        .setShare(vitals.share())
        .setAdded(vitals.fused().added())
        .setRelabelled(vitals.fused().relabelled())
        .setConfirmed(vitals.fused().confirmed())
        .setRemoved(vitals.fused().removed())
        .build();
  }

  static CommandStatus status(CommandProgress report) {
    return CommandStatus.newBuilder()
        .setCommandId(report.commandId())
        .setPhase(CommandStatus.Phase.valueOf(report.phase().name()))
        .setMessage(report.message())
        .setSwapGapMs(report.swapGapMillis())
        .build();
  }

  static EventReport event(ObjectEvent event) {
    return EventReport.newBuilder()
        .setId(event.id())
        .setCameraId(event.camera())
        .setLabel(event.label())
        .setScore(event.score())
        .setStanding(event.standing().name().toLowerCase(Locale.ROOT))
        .setStartMs(event.startMillis())
        .setEndMs(event.endMillis())
        .addAllZones(event.zones())
        .build();
  }

  static InstallRequest install(InstallVersion install) throws RegistryException {
    return new InstallRequest(
        install.getCommandId(),
        install.getRolloutId(),
        ManifestCodec.received(install.getManifest()),
        install.getVariant(),
        Duration.ofMillis(install.getDeadlineMs()));
  }

  static RoundRequest round(StartRound round) {
    return new RoundRequest(
        round.getCommandId(),
        round.getRoundId(),
        new Artifact(
            round.getBase().getSha256(), round.getBase().getSize(), round.getBase().getRole()),
        round.getDetector().getLabelsList(),
        round.getEpochs(),
        round.getBatch(),
        round.getLearningRate(),
        round.getMinExamples(),
        round.getMaxExamples(),
        round.getSeed());
  }

  static io.vedette.proto.v1.Escalation escalation(Escalation escalation, String agentId) {
    io.vedette.proto.v1.Escalation.Builder message = io.vedette.proto.v1.Escalation.newBuilder();
    if (escalation.region() != null) {
      message.setRegion(region(escalation.region()));
    }
    return message
        .setId(escalation.id())
        .setAgentId(agentId)
        .setCameraId(escalation.cameraId())
        .setSequence(escalation.sequence())
        .setCapturedAtMs(escalation.capturedAtMillis())
        .setJpeg(ByteString.copyFrom(escalation.jpeg()))
        .setWidth(escalation.width())
        .setHeight(escalation.height())
        .addAllStudent(escalation.student().stream().map(ProtoMapper::detection).toList())
        .setModelSha256(escalation.modelDigest())
        .setHardness(escalation.hardness())
        .setReason(escalation.reason())
        .setAudit(escalation.audit())
        .build();
  }

  private static io.vedette.proto.v1.Region region(Region region) {
    return io.vedette.proto.v1.Region.newBuilder()
        .setX(region.x())
        .setY(region.y())
        .setWidth(region.width())
        .setHeight(region.height())
        .setFrameWidth(region.frameWidth())
        .setFrameHeight(region.frameHeight())
        .build();
  }

  static Verdict verdict(io.vedette.proto.v1.Verdict verdict) {
    List<Detection> detections =
        verdict.getDetectionsList().stream().map(ProtoMapper::detection).toList();
    return new Verdict(
        verdict.getEscalationId(), detections, verdict.getTeacherSha256(), verdict.getHeldOut());
  }

  static io.vedette.proto.v1.Detection detection(Detection detection) {
    Box box = detection.box();
    return io.vedette.proto.v1.Detection.newBuilder()
        .setBox(
            io.vedette.proto.v1.Box.newBuilder()
                .setX1(box.x1())
                .setY1(box.y1())
                .setX2(box.x2())
                .setY2(box.y2()))
        .setClassId(detection.classId())
        .setLabel(detection.label())
        .setScore(detection.score())
        .build();
  }

  private static Detection detection(io.vedette.proto.v1.Detection detection) {
    var box = detection.getBox();
    return new Detection(
        new Box(box.getX1(), box.getY1(), box.getX2(), box.getY2()),
        detection.getClassId(),
        detection.getLabel(),
        detection.getScore());
  }
}
