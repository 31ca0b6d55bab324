package io.vedette.edge.link;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.edge.escalate.UploadBudget;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.outbox.Outbox;
import io.vedette.proto.v1.Snapshot;
import io.vedette.registry.manifest.Artifact;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Backoff;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The connection to one coordinator: a session, an escalation stream, and file transfers. */
public final class CloudLink implements Transfers, AutoCloseable {

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);
  private static final Duration TRANSFER_DEADLINE = Duration.ofMinutes(5);

  private final ManagedChannel channel;
  private final AgentIdentity identity;
  private final SessionStream session;
  private final EscalationStream escalations;

  private CloudLink(
      ManagedChannel channel,
      AgentIdentity identity,
      SessionStream session,
      EscalationStream escalations) {
    this.channel = channel;
    this.identity = identity;
    this.session = session;
    this.escalations = escalations;
  }

  /**
   * Makes the link; nothing is sent before {@link #start}.
   *
   * @param vitals asked for every heartbeat; must return at once
   * @param budget of the escalation stream, used by nobody else
   * @param breaker when that stream leaves the cloud in peace
   * @param delivered told the ids of events once they have been delivered
   */
  public static CloudLink to(
      Endpoint endpoint,
      AgentIdentity identity,
      Supplier<AgentStatus> vitals,
      CommandHandler orders,
      Outbox outbox,
      UploadBudget budget,
      VerdictListener verdicts,
      BreakerConfig breaker,
      Consumer<List<String>> delivered) {
    ManagedChannel channel = endpoint.dial();
    SessionStream session =
        new SessionStream(channel, identity, vitals, orders, delivered, backoff(identity, 1));
    EscalationStream escalations =
        new EscalationStream(
            channel,
            identity.agentId(),
            outbox,
            budget,
            verdicts,
            breaker,
            random(identity, 3),
            backoff(identity, 2));
    return new CloudLink(channel, identity, session, escalations);
  }

  private static Backoff backoff(AgentIdentity identity, int stream) {
    return new Backoff(FIRST_RETRY, LAST_RETRY, random(identity, stream));
  }

  private static Random random(AgentIdentity identity, int use) {
    return new Random(identity.agentId().hashCode() * 31L + use + System.nanoTime());
  }

  public void start() {
    session.start();
    escalations.start();
  }

  /** Tells what became of a command. */
  public void report(CommandProgress report) {
    session.report(report);
  }

  /** The outbox has something new. */
  public void outboxGrew() {
    escalations.wake();
  }

  /** Tells of an event, once, without its picture. */
  public void happened(ObjectEvent event) {
    session.happened(ProtoMapper.event(event));
  }

  /**
   * Shows a frame to whoever looks.
   *
   * @param jpeg of the frame, perhaps smaller than it
   * @param objects boxes in pixels of the frame
   */
  public void show(Frame frame, byte[] jpeg, List<Detection> objects) {
    session.show(
        Snapshot.newBuilder()
            .setCameraId(frame.cameraId())
            .setSequence(frame.sequence())
            .setCapturedAtMs(frame.capturedAt().toEpochMilli())
            .setJpeg(ByteString.copyFrom(jpeg))
            .setWidth(frame.picture().width())
            .setHeight(frame.picture().height())
            .addAllDetections(objects.stream().map(ProtoMapper::detection).toList())
            .build());
  }

  /** How the breaker before the cloud stands. */
  public BreakerStatus breaker() {
    return escalations.breaker();
  }

  /** "connected", or why not. */
  public String state() {
    return session.state();
  }

  @Override
  public void download(Artifact artifact, Path target) throws IOException {
    new ArtifactClient(channel, TRANSFER_DEADLINE)
        .download(artifact.sha256(), artifact.size(), target);
  }

  @Override
  public UpdateOutcome upload(PendingUpdate update) throws IOException, InterruptedException {
    return UpdateUpload.send(channel, identity.agentId(), update, TRANSFER_DEADLINE);
  }

  @Override
  public void close() {
    session.close();
    escalations.close();
    channel.shutdownNow();
    try {
      channel.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
