package io.vedette.cloud.rpc;

import io.vedette.cloud.fleet.AgentHello;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.ReportedEscalation;
import io.vedette.cloud.fleet.ReportedField;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.proto.v1.CameraState;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.EventStanding;
import io.vedette.proto.v1.FieldCounts;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.LearnerStage;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.VersionRef;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.TagMapper;
import io.vedette.wire.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Messages of agents, between their wire form and records. */
final class AgentMapper {

  private static final Pattern AGENT_ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");
  private static final EnumLabels<CameraState> CAMERA_STATES = EnumLabels.of(CameraState.class);
  private static final EnumLabels<LearnerStage> STAGES = EnumLabels.of(LearnerStage.class);
  private static final EnumLabels<EventStanding> STANDINGS = EnumLabels.of(EventStanding.class);

  private AgentMapper() {}

  static boolean isAgentId(String text) {
    return AGENT_ID.matcher(text).matches();
  }

  /**
   * @throws IllegalArgumentException in one line, when its tags are wrong
   */
  static AgentHello read(Hello hello) {
    Map<String, Tags> cameras = new LinkedHashMap<>();
    hello
        .getCamerasList()
        .forEach(c -> cameras.put(c.getCameraId(), TagMapper.fromProto(c.getTagsList())));
    return new AgentHello(
        hello.getAgentId(),
        hello.getDeviceClass(),
        hello.getSoftwareVersion(),
        cameras,
        students(hello.getStudentsList()),
        TagMapper.fromProto(hello.getTagsList()));
  }

  private static List<StudentStatus> students(List<io.vedette.proto.v1.StudentStatus> students) {
    return students.stream().map(AgentMapper::read).toList();
  }

  private static StudentStatus read(io.vedette.proto.v1.StudentStatus s) {
    return new StudentStatus(
        s.getDeployment(),
        s.getCameraIdsList(),
        s.hasInstalled() ? version(s.getInstalled()) : null,
        s.getVariant(),
        s.getModelSha256(),
        s.getReplayExamples(),
        s.getLearner(),
        s.hasLearning() ? read(s.getLearning()) : null,
        s.hasEscalation() ? EscalationTermsMapper.read(s.getEscalation()) : null,
        s.hasField() ? read(s.getField()) : null);
  }

  private static ReportedField read(FieldCounts f) {
    Map<String, Long> classes = new LinkedHashMap<>();
    f.getClassesList().forEach(c -> classes.merge(c.getLabel(), c.getObjects(), Long::sum));
    return new ReportedField(
        f.getFrames(),
        f.getEmptyFrames(),
        f.getObjects(),
        f.getScoreSum(),
        f.getLatenciesList(),
        classes,
        f.getFailedFrames(),
        f.getDroppedFrames());
  }

  /** What it answered is for the coordinator only. */
  private static io.vedette.proto.v1.StudentStatus write(StudentStatus s) {
    var message =
        io.vedette.proto.v1.StudentStatus.newBuilder()
            .setDeployment(s.deployment())
            .addAllCameraIds(s.cameraIds())
            .setVariant(s.variant())
            .setModelSha256(s.modelSha256())
            .setReplayExamples(s.examples())
            .setLearner(s.learner());
    VersionId installed = s.installed();
    if (installed != null) {
      message.setInstalled(ManifestCodec.toProto(installed));
    }
    Heartbeat.Learning learning = s.learning();
    if (learning != null) {
      message.setLearning(write(learning));
    }
    ReportedEscalation escalation = s.escalation();
    if (escalation != null) {
      message.setEscalation(EscalationTermsMapper.write(escalation));
    }
    return message.build();
  }

  /** Null when an agent names no version that could exist. */
  private static @Nullable VersionId version(VersionRef ref) {
    try {
      VersionId id = ManifestCodec.fromProto(ref);
      return id.number() == 0 ? null : id;
    } catch (RegistryException e) {
      return null;
    }
  }

  static Heartbeat read(io.vedette.proto.v1.Heartbeat beat) {
    return new Heartbeat(
        beat.getUptimeMs(),
        beat.getCamerasList().stream().map(AgentMapper::read).toList(),
        read(beat.getEscalation()),
        students(beat.getStudentsList()));
  }

  private static Heartbeat.Learning read(LearnerStatus l) {
    return new Heartbeat.Learning(
        l.getRoundId(),
        STAGES.label(l.getStage()),
        l.getEpoch(),
        l.getEpochs(),
        l.getSteps(),
        l.getStepsTotal());
  }

  private static Heartbeat.CameraStatus read(CameraStatus c) {
    return new Heartbeat.CameraStatus(
        c.getCameraId(),
        CAMERA_STATES.label(c.getState()),
        c.getError(),
        c.getFps(),
        c.getFrames(),
        c.getDropped(),
        c.getReconnects(),
        c.getLatencyP50Ms(),
        c.getLatencyP95Ms(),
        c.getSwapGapMaxMs());
  }

  private static Heartbeat.EscalationStatus read(EscalationStatus e) {
    return new Heartbeat.EscalationStatus(
        e.getEscalated(),
        e.getAudits(),
        e.getSentBytes(),
        e.getVerdicts(),
        e.getOutboxFrames(),
        e.getOutboxBytes(),
        e.getEvicted(),
        e.getBudgetBps(),
        e.getShare(),
        e.getAdded(),
        e.getRelabelled(),
        e.getConfirmed(),
        e.getRemoved());
  }

  static io.vedette.proto.v1.Heartbeat write(Heartbeat beat) {
    return io.vedette.proto.v1.Heartbeat.newBuilder()
        .setUptimeMs(beat.uptimeMs())
        .addAllCameras(beat.cameras().stream().map(AgentMapper::write).toList())
        .setEscalation(write(beat.escalation()))
        .addAllStudents(beat.students().stream().map(AgentMapper::write).toList())
        .build();
  }

  private static LearnerStatus write(Heartbeat.Learning l) {
    LearnerStatus.Builder message =
        LearnerStatus.newBuilder()
            .setRoundId(l.roundId())
            .setStage(STAGES.value(l.stage()))
            .setEpoch(l.epoch())
            .setSteps(l.steps());
    if (l.epochs() > 0) {
      message.setEpochs(l.epochs());
    }
    if (l.stepsTotal() > 0) {
      message.setStepsTotal(l.stepsTotal());
    }
    return message.build();
  }

  private static CameraStatus write(Heartbeat.CameraStatus c) {
    CameraStatus.Builder message =
        CameraStatus.newBuilder()
            .setCameraId(c.cameraId())
            .setState(CAMERA_STATES.value(c.state()))
            .setError(c.error())
            .setFps(c.fps())
            .setFrames(c.frames())
            .setDropped(c.dropped())
            .setReconnects(c.reconnects());
    known(c.latencyP50Ms(), message::setLatencyP50Ms);
    known(c.latencyP95Ms(), message::setLatencyP95Ms);
    known(c.swapGapMaxMs(), message::setSwapGapMaxMs);
    return message.build();
  }

  /** A figure that was not measured yet is 0 here and not set on the wire. */
  private static void known(double figure, DoubleConsumer setter) {
    if (figure > 0) {
      setter.accept(figure);
    }
  }

  private static EscalationStatus write(Heartbeat.EscalationStatus e) {
    EscalationStatus.Builder message =
        EscalationStatus.newBuilder()
            .setEscalated(e.escalated())
            .setAudits(e.audits())
            .setSentBytes(e.bytes())
            .setVerdicts(e.verdicts())
            .setOutboxFrames(e.outboxFrames())
            .setOutboxBytes(e.outboxBytes())
            .setEvicted(e.evicted())
            .setShare(e.share())
            .setAdded(e.added())
            .setRelabelled(e.relabelled())
            .setConfirmed(e.confirmed())
            .setRemoved(e.removed());
    known(e.budgetBps(), message::setBudgetBps);
    return message.build();
  }

  static CommandReport read(CommandStatus status) {
    CommandReport.Phase phase =
        switch (status.getPhase()) {
          case COMMAND_PHASE_DOWNLOADING -> CommandReport.Phase.DOWNLOADING;
          case COMMAND_PHASE_SELF_TEST -> CommandReport.Phase.SELF_TEST;
          case COMMAND_PHASE_SWAPPED -> CommandReport.Phase.SWAPPED;
          case COMMAND_PHASE_CONFIRMED -> CommandReport.Phase.CONFIRMED;
          case COMMAND_PHASE_FAILED -> CommandReport.Phase.FAILED;
          case COMMAND_PHASE_TRAINING -> CommandReport.Phase.TRAINING;
          case COMMAND_PHASE_UPLOADING -> CommandReport.Phase.UPLOADING;
          case COMMAND_PHASE_DONE -> CommandReport.Phase.DONE;
          case COMMAND_PHASE_DECLINED -> CommandReport.Phase.DECLINED;
          case COMMAND_PHASE_ACCEPTED, COMMAND_PHASE_UNSPECIFIED, UNRECOGNIZED ->
              CommandReport.Phase.ACCEPTED;
        };
    return new CommandReport(
        status.getCommandId(), phase, oneLine(status.getMessage()), status.getSwapGapMs());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  static DeviceEvent read(EventReport e) {
    return new DeviceEvent(
        oneLine(e.getId()),
        oneLine(e.getCameraId()),
        oneLine(e.getLabel()),
        e.getScore(),
        STANDINGS.label(e.getStanding()),
        e.getStartMs(),
        e.getEndMs(),
        e.getZonesList().stream().map(AgentMapper::oneLine).toList());
  }

  static EventReport write(DeviceEvent e) {
    return EventReport.newBuilder()
        .setId(e.id())
        .setCameraId(e.cameraId())
        .setLabel(e.label())
        .setScore(e.score())
        .setStanding(STANDINGS.value(e.standing()))
        .setStartMs(e.startMs())
        .setEndMs(e.endMs())
        .addAllZones(e.zones())
        .build();
  }

  static CameraSnapshot read(io.vedette.proto.v1.Snapshot s) {
    return new CameraSnapshot(
        s.getCameraId(),
        s.getSequence(),
        s.getCapturedAtMs(),
        s.getJpeg().toByteArray(),
        s.getWidth(),
        s.getHeight(),
        DetectionMapper.read(s.getDetectionsList()),
        s.getDamaged());
  }

  static io.vedette.proto.v1.Snapshot write(CameraSnapshot s) {
    return io.vedette.proto.v1.Snapshot.newBuilder()
        .setCameraId(s.cameraId())
        .setSequence(s.sequence())
        .setCapturedAtMs(s.capturedAtMs())
        .setJpeg(com.google.protobuf.UnsafeByteOperations.unsafeWrap(s.jpeg()))
        .setWidth(s.width())
        .setHeight(s.height())
        .addAllDetections(DetectionMapper.write(s.detections()))
        .setDamaged(s.damaged())
        .build();
  }
}
