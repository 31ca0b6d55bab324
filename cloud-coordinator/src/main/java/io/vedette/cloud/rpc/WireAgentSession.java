package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.vedette.cloud.fleet.AgentSession;
import io.vedette.cloud.fleet.InstallCommand;
import io.vedette.cloud.fleet.RoundCommand;
import io.vedette.proto.v1.CancelCommand;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.WantSnapshots;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VariantCodec;

/** Orders to an agent, over its stream. */
final class WireAgentSession implements AgentSession {

  private final String agentId;
  private final ResponseSender<CoordinatorMessage> out;

  WireAgentSession(String agentId, ResponseSender<CoordinatorMessage> out) {
    this.agentId = agentId;
    this.out = out;
  }

  @Override
  public String agentId() {
    return agentId;
  }

  @Override
  public void install(InstallCommand order) {
    InstallVersion install =
        InstallVersion.newBuilder()
            .setCommandId(order.commandId())
            .setRolloutId(order.rolloutId())
            .setManifest(ManifestCodec.toProto(order.manifest()))
            .setVariant(order.variant())
            .setDeadlineMs(order.deadlineMs())
            .build();
    out.send(CoordinatorMessage.newBuilder().setInstall(install).build());
  }

  @Override
  public void train(RoundCommand order) {
    StartRound round =
        StartRound.newBuilder()
            .setCommandId(order.commandId())
            .setRoundId(order.roundId())
            .setBase(VariantCodec.toProto(order.base()))
            .setDetector(DetectorCodec.toProto(order.detector()))
            .setEpochs(order.epochs())
            .setBatch(order.batch())
            .setLearningRate(order.learningRate())
            .setMinExamples(order.minExamples())
            .setMaxExamples(order.maxExamples())
            .setDeadlineMs(order.deadlineMs())
            .setSeed(order.seed())
            .build();
    out.send(CoordinatorMessage.newBuilder().setRound(round).build());
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
            .setCancel(CancelCommand.newBuilder().setCommandId(commandId).setWhy(why))
            .build());
  }

  @Override
  public void close(String why) {
    out.fail(Status.ABORTED.withDescription(why));
  }
}
