package io.vedette.cloud.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.fleet.AgentHello;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.loop.AgentHandler;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.Welcome;
import io.vedette.wire.camera.CameraMapper;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions of agents. */
public final class AgentEndpoint extends AgentServiceGrpc.AgentServiceImplBase {

  private final AgentHandler handler;
  private final long heartbeatMs;
  private final byte[] signingKey;
  private final DeviceArtifacts told;

  /**
   * @param signingKey what agents check manifests with, X.509 encoding
   * @param told remembers which artifacts agents are told of
   */
  public AgentEndpoint(
      AgentHandler handler, long heartbeatMs, byte[] signingKey, DeviceArtifacts told) {
    this.handler = handler;
    this.heartbeatMs = heartbeatMs;
    this.told = told;
    this.signingKey = signingKey.clone();
  }

  @Override
  public StreamObserver<AgentMessage> session(StreamObserver<CoordinatorMessage> responses) {
    return new Session(new ResponseSender<>(responses));
  }

  private final class Session implements StreamObserver<AgentMessage> {
    private final Caller caller = CallerContext.current();
    private final ResponseSender<CoordinatorMessage> out;
    private @Nullable WireAgentSession session;

    Session(ResponseSender<CoordinatorMessage> out) {
      this.out = out;
    }

    @Override
    public void onNext(AgentMessage message) {
      WireAgentSession agent = session;
      if (message.hasHello()) {
        greet(message.getHello());
      } else if (agent == null) {
        out.fail(Status.FAILED_PRECONDITION.withDescription("send a hello first"));
      } else if (message.hasHeartbeat()) {
        beat(agent, message.getHeartbeat());
      } else if (message.hasStatus()) {
        handler.reported(agent, AgentMapper.read(message.getStatus()));
      } else if (message.hasSnapshot()) {
        handler.snapshot(agent, AgentMapper.read(message.getSnapshot()));
      } else if (message.hasEvent()) {
        handler.event(agent, AgentMapper.read(message.getEvent()));
      } else if (message.hasCamera()) {
        report(agent, message.getCamera());
      }
    }

    private void report(WireAgentSession agent, CameraReport report) {
      try {
        handler.camera(agent, CameraMapper.fromProto(report));
      } catch (IllegalArgumentException e) {
        out.fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
      }
    }

    private void greet(Hello hello) {
      if (session != null || !AgentMapper.isAgentId(hello.getAgentId())) {
        out.fail(
            Status.INVALID_ARGUMENT.withDescription(
                session != null
                    ? "one hello per session"
                    : "an agent id is 1 to 64 characters of a-z A-Z 0-9 . _ -"));
        return;
      }
      Optional<Status> impersonation = CallerContext.impersonation(caller, hello.getAgentId());
      if (impersonation.isPresent()) {
        out.fail(impersonation.get());
        return;
      }
      AgentHello read;
      try {
        read = AgentMapper.read(hello);
      } catch (IllegalArgumentException e) {
        out.fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        return;
      }
      Welcome welcome =
          Welcome.newBuilder()
              .setSessionId(UUID.randomUUID().toString())
              .setHeartbeatMs((int) heartbeatMs)
              .setSigningKey(ByteString.copyFrom(signingKey))
              .build();
      WireAgentSession agent = new WireAgentSession(hello.getAgentId(), welcome, told, out);
      session = agent;
      handler.connected(read, agent);
    }

    private void beat(WireAgentSession agent, Heartbeat heartbeat) {
      handler.heartbeat(
          agent,
          AgentMapper.read(heartbeat),
          () -> {
            if (heartbeat.hasSequence()) {
              agent.acknowledge(heartbeat.getSequence());
            }
          });
    }

    @Override
    public void onError(Throwable cancelled) {
      gone();
    }

    @Override
    public void onCompleted() {
      out.end();
      gone();
    }

    private void gone() {
      WireAgentSession agent = session;
      if (agent != null) {
        handler.disconnected(agent);
      }
    }
  }
}
