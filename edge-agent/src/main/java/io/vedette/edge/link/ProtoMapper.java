package io.vedette.edge.link;

import com.google.protobuf.ByteString;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.edge.escalate.EscalationInForce;
import io.vedette.edge.escalate.EscalationSettings;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Escalation.SentPicture;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.outbox.Verdict;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.InstalledModel;
import io.vedette.edge.status.LearnerProgress;
import io.vedette.edge.view.Region;
import io.vedette.proto.v1.CameraState;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.DeploymentCameras;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.EventStanding;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.HelloCamera;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.LearnerStage;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.ListBound;
import io.vedette.wire.TagMapper;
import io.vedette.wire.Tags;
import io.vedette.wire.TextBound;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Converts between the wire's messages and the agent's records. */
final class ProtoMapper {

  private static final EnumLabels<CameraState> CAMERA_STATES = EnumLabels.of(CameraState.class);
  private static final EnumLabels<LearnerStage> STAGES = EnumLabels.of(LearnerStage.class);
  private static final EnumLabels<EventStanding> STANDINGS = EnumLabels.of(EventStanding.class);
  private static final EnumLabels<io.vedette.proto.v1.CommandPhase> PHASES =
      EnumLabels.of(io.vedette.proto.v1.CommandPhase.class);

  private static final TextBound CAMERA_ERROR =
      TextBound.of(CameraStatus.getDescriptor(), CameraStatus.ERROR_FIELD_NUMBER);
  private static final TextBound LEARNER =
      TextBound.of(StudentStatus.getDescriptor(), StudentStatus.LEARNER_FIELD_NUMBER);
  private static final TextBound COMMAND_MESSAGE =
      TextBound.of(CommandStatus.getDescriptor(), CommandStatus.MESSAGE_FIELD_NUMBER);

  private static final ListBound STUDENT =
      ListBound.of(
          io.vedette.proto.v1.Escalation.getDescriptor(),
          io.vedette.proto.v1.Escalation.STUDENT_FIELD_NUMBER);
  private static final ListBound SNAPSHOT_DETECTIONS =
      ListBound.of(Snapshot.getDescriptor(), Snapshot.DETECTIONS_FIELD_NUMBER);
  private static final Comparator<Detection> BY_SCORE =
      Comparator.comparing(Detection::score).reversed();

  private ProtoMapper() {}

  static Hello hello(AgentIdentity identity, AgentStatus status) {
    Hello.Builder hello =
        Hello.newBuilder()
            .setAgentId(identity.agentId())
            .setDeviceClass(identity.deviceClass())
            .setSoftwareVersion(identity.softwareVersion())
            .addAllTags(TagMapper.toProto(identity.tags().byKey()));
    identity.cameras().forEach((id, tags) -> hello.addCameras(camera(id, tags)));
    status.students().forEach(student -> hello.addStudents(student(student, status)));
    return hello.build();
  }

  private static HelloCamera camera(String id, Tags tags) {
    return HelloCamera.newBuilder()
        .setCameraId(id)
        .addAllTags(TagMapper.toProto(tags.byKey()))
        .build();
  }

  static Heartbeat heartbeat(AgentStatus status) {
    Heartbeat.Builder heartbeat =
        Heartbeat.newBuilder()
            .setUptimeMs(status.uptime().toMillis())
            .setEscalation(escalation(status.escalation()));
    status.cameras().forEach(camera -> heartbeat.addCameras(camera(camera)));
    status.students().forEach(student -> heartbeat.addStudents(student(student, status)));
    return heartbeat.build();
  }

  private static StudentStatus student(StudentEntry student, AgentStatus status) {
    InstalledModel installed = student.installed();
    StudentStatus.Builder message =
        StudentStatus.newBuilder()
            .setDeployment(student.deployment())
            .addAllCameraIds(student.cameras())
            .setVariant(installed.variant())
            .setModelSha256(installed.modelDigest())
            .setReplayExamples(student.examples());
    if (installed.version() != null) {
      message.setInstalled(ManifestCodec.toProto(installed.version()));
    }
    LearnerProgress round = student.round();
    if (round != null) {
      message.setLearner(LEARNER.fit(round.words())).setLearning(learning(round));
    }
    EscalationInForce inForce = status.escalation().escalator().inForce().get(student.deployment());
    if (inForce != null) {
      message.setEscalation(EscalationMapper.write(inForce));
    }
    if (student.field().frames() > 0) {
      message.setField(
          FieldMapper.write(
              student.field(),
              status.cameras().stream()
                  .filter(camera -> student.cameras().contains(camera.camera().id()))
                  .toList()));
    }
    return message.build();
  }

  private static LearnerStatus learning(LearnerProgress round) {
    LearnerStatus.Builder message =
        LearnerStatus.newBuilder()
            .setRoundId(round.roundId())
            .setStage(STAGES.value(round.stage()))
            .setEpoch(round.epoch())
            .setSteps(round.steps());
    if (round.epochs() > 0) {
      message.setEpochs(round.epochs());
    }
    if (round.stepsTotal() > 0) {
      message.setStepsTotal(round.stepsTotal());
    }
    return message.build();
  }

  private static CameraStatus camera(PipelineStatus status) {
    var camera = status.camera();
    CameraStatus.Builder message =
        CameraStatus.newBuilder()
            .setCameraId(camera.id())
            .setState(CAMERA_STATES.value(camera.state().name()))
            .setError(CAMERA_ERROR.fit(camera.error()))
            .setFps(status.times().fps())
            .setFrames(status.frames())
            .setDropped(camera.counts().dropped())
            .setReconnects(camera.counts().reconnects());
    known(status.times().latencyP50Millis(), message::setLatencyP50Ms);
    known(status.times().latencyP95Millis(), message::setLatencyP95Ms);
    known(status.times().swapGapMillis(), message::setSwapGapMaxMs);
    return message.build();
  }

  /** A figure that was not measured yet is not sent. */
  private static void known(double figure, DoubleConsumer setter) {
    if (figure > 0) {
      setter.accept(figure);
    }
  }

  private static EscalationStatus escalation(EscalationEntry status) {
    OutboxCounts counts = status.outbox().counts();
    EscalationStatus.Builder message =
        EscalationStatus.newBuilder()
            .setEscalated(counts.escalated())
            .setAudits(counts.audits())
            .setSentBytes(counts.bytes())
            .setVerdicts(counts.verdicts())
            .setOutboxFrames(status.outbox().waitingFrames())
            .setOutboxBytes(status.outbox().waitingBytes())
            .setEvicted(counts.evicted())
            .setShare(status.escalator().share())
            .setAdded(status.changes().added())
            .setRelabelled(status.changes().relabelled())
            .setConfirmed(status.changes().confirmed())
            .setRemoved(status.changes().removed());
    known(status.escalator().budgetBitsPerSecond(), message::setBudgetBps);
    return message.build();
  }

  static CommandStatus status(CommandProgress report) {
    CommandStatus.Builder message =
        CommandStatus.newBuilder()
            .setCommandId(report.commandId())
            .setPhase(PHASES.value(report.phase().name()))
            .setMessage(COMMAND_MESSAGE.fit(report.message()));
    known(report.swapGapMillis(), message::setSwapGapMs);
    return message.build();
  }

  static EventReport event(ObjectEvent event) {
    return EventReport.newBuilder()
        .setId(event.id())
        .setCameraId(event.camera())
        .setLabel(event.label())
        .setScore(event.score())
        .setStanding(STANDINGS.value(event.standing().name()))
        .setStartMs(event.startMillis())
        .setEndMs(event.endMillis())
        .addAllZones(event.zones())
        .build();
  }

  /** The first to name a camera has it. */
  static AssignmentRequest assignment(io.vedette.proto.v1.Assignment assignment) {
    Map<String, String> byCamera = new LinkedHashMap<>();
    Map<String, EscalationSettings> escalation = new LinkedHashMap<>();
    for (DeploymentCameras cameras : assignment.getDeploymentsList()) {
      if (cameras.hasEscalation()) {
        escalation.put(cameras.getDeployment(), EscalationMapper.read(cameras.getEscalation()));
      }
      cameras
          .getCameraIdsList()
          .forEach(camera -> byCamera.putIfAbsent(camera, cameras.getDeployment()));
    }
    return new AssignmentRequest(byCamera, escalation);
  }

  /** Coordinators that know no deployments name none. */
  static String deployment(String named) {
    return named.isEmpty() ? AssignmentRequest.DEFAULT : named;
  }

  static InstallRequest install(InstallVersion install) throws RegistryException {
    return new InstallRequest(
        install.getCommandId(),
        install.getRolloutId(),
        ManifestCodec.received(install.getManifest()),
        install.getVariant(),
        Duration.ofMillis(install.getDeadlineMs()));
  }

  static RoundRequest round(StartRound round) throws RegistryException {
    return new RoundRequest(
        round.getCommandId(),
        round.getRoundId(),
        VariantCodec.fromProto(round.getBase()),
        round.getDetector().getLabelsList(),
        round.getEpochs(),
        round.getBatch(),
        round.getLearningRate(),
        round.getMinExamples(),
        round.getMaxExamples(),
        round.getSeed());
  }

  static io.vedette.proto.v1.Escalation escalation(Escalation escalation, String agentId) {
    Escalation.Source source = escalation.source();
    SentPicture picture = escalation.picture();
    io.vedette.proto.v1.Escalation.Builder message =
        io.vedette.proto.v1.Escalation.newBuilder()
            .setId(escalation.id())
            .setAgentId(agentId)
            .setCameraId(source.cameraId())
            .setSequence(source.sequence())
            .setCapturedAtMs(source.capturedAtMillis())
            .setJpeg(ByteString.copyFrom(picture.jpeg()))
            .setWidth(picture.width())
            .setHeight(picture.height())
            .addAllStudent(detections(STUDENT.fit(escalation.student().detections(), BY_SCORE)))
            .setModelSha256(escalation.student().modelDigest())
            .setHardness(escalation.cause().hardness())
            .setReason(escalation.cause().reason())
            .setAudit(escalation.cause().audit());
    if (picture.part() != null) {
      message.setRegion(region(picture.part()));
    }
    return message.build();
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

  static Snapshot snapshot(Frame frame, byte[] jpeg, List<Detection> objects) {
    return Snapshot.newBuilder()
        .setCameraId(frame.cameraId())
        .setSequence(frame.sequence())
        .setCapturedAtMs(frame.capturedAt().toEpochMilli())
        .setJpeg(ByteString.copyFrom(jpeg))
        .setWidth(frame.image().width())
        .setHeight(frame.image().height())
        .addAllDetections(detections(SNAPSHOT_DETECTIONS.fit(objects, BY_SCORE)))
        .setDamaged(frame.damaged())
        .build();
  }

  private static List<io.vedette.proto.v1.Detection> detections(List<Detection> detections) {
    return detections.stream().map(ProtoMapper::detection).toList();
  }

  private static io.vedette.proto.v1.Detection detection(Detection detection) {
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
