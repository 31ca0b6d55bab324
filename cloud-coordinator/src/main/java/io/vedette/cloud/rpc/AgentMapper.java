package io.vedette.cloud.rpc;

import io.vedette.cloud.fleet.AgentHello;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.VersionRef;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Messages of agents, between their wire form and records. */
final class AgentMapper {

  private static final Pattern AGENT_ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");
  private static final int MAX_CAMERAS = 64;

  private static final int MAX_ZONES = 64;

  private AgentMapper() {}

  static boolean isAgentId(String text) {
    return AGENT_ID.matcher(text).matches();
  }

  static AgentHello read(Hello hello) {
    return new AgentHello(
        hello.getAgentId(),
        hello.getDeviceClass(),
        hello.getSoftwareVersion(),
        hello.getCameraIdsList().stream().limit(MAX_CAMERAS).toList(),
        hello.hasInstalled() ? version(hello.getInstalled()) : null,
        hello.getModelSha256());
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
        beat.hasInstalled() ? version(beat.getInstalled()) : null,
        beat.getVariant(),
        beat.getModelSha256(),
        beat.getCamerasList().stream().limit(MAX_CAMERAS).map(AgentMapper::read).toList(),
        read(beat.getEscalation()),
        beat.getReplayExamples(),
        beat.getLearner(),
        beat.hasLearning() ? read(beat.getLearning()) : null);
  }

  private static Heartbeat.Learning read(LearnerStatus l) {
    return new Heartbeat.Learning(
        l.getRoundId(), l.getStage(), l.getEpoch(), l.getEpochs(), l.getSteps(), l.getStepsTotal());
  }

  private static Heartbeat.CameraStatus read(CameraStatus c) {
    return new Heartbeat.CameraStatus(
        c.getCameraId(),
        c.getState(),
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
        e.getBytes(),
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
    var message =
        io.vedette.proto.v1.Heartbeat.newBuilder()
            .setUptimeMs(beat.uptimeMs())
            .setVariant(beat.variant())
            .setModelSha256(beat.modelSha256())
            .addAllCameras(beat.cameras().stream().map(AgentMapper::write).toList())
            .setEscalation(write(beat.escalation()))
            .setReplayExamples(beat.replayExamples())
            .setLearner(beat.learner());
    Heartbeat.Learning l = beat.learning();
    if (l != null) {
      message.setLearning(
          LearnerStatus.newBuilder()
              .setRoundId(l.roundId())
              .setStage(l.stage())
              .setEpoch(l.epoch())
              .setEpochs(l.epochs())
              .setSteps(l.steps())
              .setStepsTotal(l.stepsTotal()));
    }
    VersionId installed = beat.installed();
    if (installed != null) {
      message.setInstalled(ManifestCodec.toProto(installed));
    }
    return message.build();
  }

  private static CameraStatus write(Heartbeat.CameraStatus c) {
    return CameraStatus.newBuilder()
        .setCameraId(c.cameraId())
        .setState(c.state())
        .setError(c.error())
        .setFps(c.fps())
        .setFrames(c.frames())
        .setDropped(c.dropped())
        .setReconnects(c.reconnects())
        .setLatencyP50Ms(c.latencyP50Ms())
        .setLatencyP95Ms(c.latencyP95Ms())
        .setSwapGapMaxMs(c.swapGapMaxMs())
        .build();
  }

  private static EscalationStatus write(Heartbeat.EscalationStatus e) {
    return EscalationStatus.newBuilder()
        .setEscalated(e.escalated())
        .setAudits(e.audits())
        .setBytes(e.bytes())
        .setVerdicts(e.verdicts())
        .setOutboxFrames(e.outboxFrames())
        .setOutboxBytes(e.outboxBytes())
        .setEvicted(e.evicted())
        .setBudgetBps(e.budgetBps())
        .setShare(e.share())
        .setAdded(e.added())
        .setRelabelled(e.relabelled())
        .setConfirmed(e.confirmed())
        .setRemoved(e.removed())
        .build();
  }

  static CommandReport read(CommandStatus status) {
    CommandReport.Phase phase =
        switch (status.getPhase()) {
          case DOWNLOADING -> CommandReport.Phase.DOWNLOADING;
          case SELF_TEST -> CommandReport.Phase.SELF_TEST;
          case SWAPPED -> CommandReport.Phase.SWAPPED;
          case CONFIRMED -> CommandReport.Phase.CONFIRMED;
          case FAILED -> CommandReport.Phase.FAILED;
          case TRAINING -> CommandReport.Phase.TRAINING;
          case UPLOADING -> CommandReport.Phase.UPLOADING;
          case DONE -> CommandReport.Phase.DONE;
          case DECLINED -> CommandReport.Phase.DECLINED;
          case ACCEPTED, PHASE_UNSPECIFIED, UNRECOGNIZED -> CommandReport.Phase.ACCEPTED;
        };
    return new CommandReport(
        status.getCommandId(), phase, oneLine(status.getMessage()), status.getSwapGapMs());
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= 500 ? line : line.substring(0, 500) + "…";
  }

  static DeviceEvent read(EventReport e) {
    return new DeviceEvent(
        oneLine(e.getId()),
        oneLine(e.getCameraId()),
        oneLine(e.getLabel()),
        e.getScore(),
        oneLine(e.getStanding()),
        e.getStartMs(),
        e.getEndMs(),
        e.getZonesList().stream().limit(MAX_ZONES).map(AgentMapper::oneLine).toList());
  }

  static EventReport write(DeviceEvent e) {
    return EventReport.newBuilder()
        .setId(e.id())
        .setCameraId(e.cameraId())
        .setLabel(e.label())
        .setScore(e.score())
        .setStanding(e.standing())
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
        DetectionMapper.read(s.getDetectionsList()));
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
        .build();
  }
}
