package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.vedette.cloud.fleet.AgentSession;
import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.cloud.fleet.InstallCommand;
import io.vedette.cloud.fleet.RoundCommand;
import io.vedette.proto.v1.CancelCommand;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.DeploymentCameras;
import io.vedette.proto.v1.HeartbeatAck;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.WantSnapshots;
import io.vedette.proto.v1.Welcome;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.wire.TextBound;
import io.vedette.wire.camera.CameraMapper;
import io.vedette.wire.camera.CameraOrder;
import java.util.List;
import java.util.Map;

/** Commands to an agent, over its stream. */
final class WireAgentSession implements AgentSession {

  private static final TextBound CANCEL_WHY =
      TextBound.of(CancelCommand.getDescriptor(), CancelCommand.WHY_FIELD_NUMBER);

  private final String agentId;
  private final Welcome welcome;
  private final DeviceArtifacts told;
  private final ResponseSender<CoordinatorMessage> out;

  /**
   * @param welcome sent when the fleet has accepted the agent
   * @param told remembers which artifacts the agent is told of
   */
  WireAgentSession(
      String agentId,
      Welcome welcome,
      DeviceArtifacts told,
      ResponseSender<CoordinatorMessage> out) {
    this.agentId = agentId;
    this.welcome = welcome;
    this.told = told;
    this.out = out;
  }

  @Override
  public String agentId() {
    return agentId;
  }

  @Override
  public void welcome() {
    out.send(CoordinatorMessage.newBuilder().setWelcome(welcome).build());
  }

  @Override
  public void assign(Assignment assignment, Map<String, EscalationTerms> escalation) {
    var message = io.vedette.proto.v1.Assignment.newBuilder();
    assignment
        .cameras()
        .forEach(
            (deployment, cameraIds) -> {
              DeploymentCameras.Builder cameras =
                  DeploymentCameras.newBuilder()
                      .setDeployment(deployment)
                      .addAllCameraIds(cameraIds);
              EscalationTerms terms = escalation.get(deployment);
              if (terms != null) {
                cameras.setEscalation(EscalationTermsMapper.write(terms));
              }
              message.addDeployments(cameras);
            });
    out.send(CoordinatorMessage.newBuilder().setAssignment(message).build());
  }

  @Override
  public void cameras(List<CameraOrder> orders) {
    out.send(CoordinatorMessage.newBuilder().setCameras(CameraMapper.toProto(orders)).build());
  }

  @Override
  public void install(InstallCommand command) {
    told.tell(agentId, command.manifest());
    InstallVersion install =
        InstallVersion.newBuilder()
            .setCommandId(command.commandId())
            .setRolloutId(command.rolloutId())
            .setManifest(ManifestCodec.toProto(command.manifest()))
            .setVariant(command.variant())
            .setDeadlineMs(command.deadlineMs())
            .setDeployment(command.deployment())
            .build();
    out.send(CoordinatorMessage.newBuilder().setInstall(install).build());
  }

  @Override
  public void train(RoundCommand command) {
    told.tell(agentId, command.base().sha256());
    StartRound round =
        StartRound.newBuilder()
            .setCommandId(command.commandId())
            .setRoundId(command.roundId())
            .setBase(VariantCodec.toProto(command.base()))
            .setDetector(DetectorCodec.toProto(command.detector()))
            .setEpochs(command.epochs())
            .setBatch(command.batch())
            .setLearningRate(command.learningRate())
            .setMinExamples(command.minExamples())
            .setMaxExamples(command.maxExamples())
            .setSeed(command.seed())
            .setDeployment(command.deployment())
            .build();
    out.send(CoordinatorMessage.newBuilder().setRound(round).build());
  }

  /** The coordinator has taken the heartbeat of this number. */
  void acknowledge(long sequence) {
    out.send(
        CoordinatorMessage.newBuilder()
            .setHeartbeatAck(HeartbeatAck.newBuilder().setSequence(sequence))
            .build());
  }

  @Override
  public void wantSnapshots(int intervalMs) {
    out.send(
        CoordinatorMessage.newBuilder()
            .setSnapshots(WantSnapshots.newBuilder().setIntervalMs(intervalMs))
            .build());
  }

  @Override
  public void cancel(String commandId, String why) {
    out.send(
        CoordinatorMessage.newBuilder()
            .setCancel(
                CancelCommand.newBuilder().setCommandId(commandId).setWhy(CANCEL_WHY.fit(why)))
            .build());
  }

  @Override
  public void close(String why) {
    out.fail(Status.ABORTED.withDescription(why));
  }
}
