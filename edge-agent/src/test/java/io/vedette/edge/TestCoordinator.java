package io.vedette.edge;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.proto.v1.Accepted;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.CancelCommand;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.proto.v1.Verdict;
import io.vedette.proto.v1.WantSnapshots;
import io.vedette.proto.v1.Welcome;
import io.vedette.proto.v1.Window;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import io.vedette.wire.Listener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator that keeps everything in memory and can misbehave: the one stand-in of these tests.
 * It speaks the real wire on a real port.
 */
public final class TestCoordinator implements AutoCloseable {

  public final KeyPair keys;
  public final List<Hello> hellos = new CopyOnWriteArrayList<>();
  public final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
  public final List<CommandStatus> statuses = new CopyOnWriteArrayList<>();
  public final List<io.vedette.proto.v1.Snapshot> snapshots = new CopyOnWriteArrayList<>();
  public final List<EventReport> events = new CopyOnWriteArrayList<>();
  public final List<Escalation> escalations = new CopyOnWriteArrayList<>();
  public final Map<UpdateHeader, byte[]> updates = new ConcurrentHashMap<>();
  public final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();

  /** Whether escalations are answered at once. */
  public volatile boolean answers = true;

  /** What the next verdict says beside what the student saw; null: nothing. */
  public final AtomicReference<@Nullable Detection> addition = new AtomicReference<>();

  /** Every n-th verdict is of a held-out frame; 0: none. */
  public volatile int holdOutEvery;

  /** A download breaks off after so many bytes, once; 0: never. */
  public volatile int breakDownloadAt;

  /** How many uploads are cut off before their receipt. */
  public volatile int receiptsToLose;

  private volatile int window = 4;
  private final Server server;
  private volatile @Nullable StreamObserver<CoordinatorMessage> session;
  private volatile @Nullable StreamObserver<EscalationReply> escalationReplies;

  private TestCoordinator(int port, KeyPair keys) throws IOException {
    this.keys = keys;
    this.server =
        Listener.loopback(port)
            .start(
                List.of(new Sessions(), new Escalations(), new Artifacts(), new Federation()),
                Executors.newCachedThreadPool());
  }

  public static TestCoordinator start() throws Exception {
    return new TestCoordinator(0, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  /** As {@link #start}, on a port and with keys that an earlier one had. */
  public static TestCoordinator start(int port, KeyPair keys) throws IOException {
    return new TestCoordinator(port, keys);
  }

  public int port() {
    return server.getPort();
  }

  public Endpoint endpoint() {
    return Endpoint.plain("127.0.0.1", port());
  }

  /** Grants frames in lots of this many. */
  public void window(int frames) {
    window = frames;
  }

  /** Sends an order, once an agent is there to take it. */
  public void send(CoordinatorMessage message) throws Exception {
    Await.until("an agent is connected", () -> session != null);
    StreamObserver<CoordinatorMessage> stream = java.util.Objects.requireNonNull(session);
    synchronized (stream) {
      stream.onNext(message);
    }
  }

  public void wantSnapshots(int intervalMillis) throws Exception {
    send(
        CoordinatorMessage.newBuilder()
            .setSnapshots(WantSnapshots.newBuilder().setIntervalMs(intervalMillis))
            .build());
  }

  /** A signed manifest for a model file, whose content can be downloaded. */
  public Manifest publish(int number, Path model) throws Exception {
    return publish(number, model, model);
  }

  /** As {@link #publish(int, Path)}, read as another file says: the version's training form. */
  public Manifest publish(int number, Path model, Path training) throws Exception {
    byte[] bytes = Files.readAllBytes(model);
    String digest = Digests.sha256(bytes);
    artifacts.put(digest, bytes);
    Artifact artifact = new Artifact(digest, bytes.length, "fp32");
    Manifest draft =
        Manifest.draft(
                "student",
                SpecInference.infer(Graph.read(training), Hints.NONE, "test"),
                null,
                List.of(new Variant("fp32", artifact, List.of(), true, "")),
                Lineage.NONE,
                "")
            .numbered(number, Instant.ofEpochMilli(1));
    return draft.signed(new ManifestSigner(keys).sign(draft));
  }

  public void install(String command, Manifest manifest) throws Exception {
    send(
        CoordinatorMessage.newBuilder()
            .setInstall(
                InstallVersion.newBuilder()
                    .setCommandId(command)
                    .setManifest(ManifestCodec.toProto(manifest))
                    .setVariant("fp32")
                    .setDeadlineMs(60_000))
            .build());
  }

  public void cancel(String command, String why) throws Exception {
    send(
        CoordinatorMessage.newBuilder()
            .setCancel(CancelCommand.newBuilder().setCommandId(command).setWhy(why))
            .build());
  }

  public void startRound(String command, Path base, int minExamples, long deadlineMillis)
      throws Exception {
    byte[] bytes = Files.readAllBytes(base);
    String digest = Digests.sha256(bytes);
    artifacts.put(digest, bytes);
    send(
        CoordinatorMessage.newBuilder()
            .setRound(
                StartRound.newBuilder()
                    .setCommandId(command)
                    .setRoundId("round-" + command)
                    .setBase(VariantCodec.toProto(new Artifact(digest, bytes.length, "training")))
                    .setDetector(
                        DetectorCodec.toProto(
                            SpecInference.infer(Graph.read(base), Hints.NONE, "test")))
                    .setEpochs(1)
                    .setBatch(2)
                    .setLearningRate(0.001)
                    .setMinExamples(minExamples)
                    .setMaxExamples(50)
                    .setDeadlineMs(deadlineMillis)
                    .setSeed(1))
            .build());
  }

  /** The newest phase of a command; UNSPECIFIED before the first. */
  public CommandStatus.Phase phase(String command) {
    return last(command).getPhase();
  }

  public CommandStatus last(String command) {
    CommandStatus last = CommandStatus.getDefaultInstance();
    for (CommandStatus status : statuses) {
      if (status.getCommandId().equals(command)) {
        last = status;
      }
    }
    return last;
  }

  /** Answers a frame with what the student saw first, or nothing. */
  public void answer(Escalation escalation, boolean heldOut) {
    StreamObserver<EscalationReply> stream = escalationReplies;
    if (stream == null) {
      return;
    }
    Verdict.Builder verdict =
        Verdict.newBuilder()
            .setEscalationId(escalation.getId())
            .setTeacherSha256("t".repeat(64))
            .setHeldOut(heldOut);
    escalation.getStudentList().stream().limit(1).forEach(verdict::addDetections);
    Detection added = addition.getAndSet(null);
    if (added != null) {
      verdict.addDetections(added);
    }
    synchronized (stream) {
      stream.onNext(EscalationReply.newBuilder().setVerdict(verdict).build());
    }
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow();
    server.awaitTermination();
  }

  private final class Sessions extends AgentServiceGrpc.AgentServiceImplBase {
    @Override
    public StreamObserver<AgentMessage> session(StreamObserver<CoordinatorMessage> replies) {
      return new StreamObserver<>() {
        @Override
        public void onNext(AgentMessage message) {
          switch (message.getMessageCase()) {
            case HELLO -> {
              hellos.add(message.getHello());
              replies.onNext(
                  CoordinatorMessage.newBuilder()
                      .setWelcome(
                          Welcome.newBuilder()
                              .setSessionId("s-" + hellos.size())
                              .setHeartbeatMs(200)
                              .setSigningKey(ByteString.copyFrom(keys.getPublic().getEncoded())))
                      .build());
              session = replies;
            }
            case HEARTBEAT -> heartbeats.add(message.getHeartbeat());
            case STATUS -> statuses.add(message.getStatus());
            case SNAPSHOT -> snapshots.add(message.getSnapshot());
            case EVENT -> events.add(message.getEvent());
            case MESSAGE_NOT_SET -> throw new AssertionError("an empty message");
          }
        }

        @Override
        public void onError(Throwable t) {
          session = null;
        }

        @Override
        public void onCompleted() {
          session = null;
          replies.onCompleted();
        }
      };
    }
  }

  private final class Escalations extends EscalationServiceGrpc.EscalationServiceImplBase {
    @Override
    public StreamObserver<EscalationRequest> escalate(StreamObserver<EscalationReply> replies) {
      return new StreamObserver<>() {
        private int granted;

        @Override
        public void onNext(EscalationRequest request) {
          if (request.hasHello()) {
            escalationReplies = replies;
            grant();
            return;
          }
          if (--granted < 0) {
            throw new AssertionError("the agent sent more than it was granted");
          }
          Escalation escalation = request.getEscalation();
          escalations.add(escalation);
          synchronized (replies) {
            replies.onNext(
                EscalationReply.newBuilder()
                    .setAccepted(Accepted.newBuilder().setEscalationId(escalation.getId()))
                    .build());
          }
          if (answers) {
            answer(escalation, holdOutEvery > 0 && escalations.size() % holdOutEvery == 0);
          }
          if (granted == 0) {
            grant();
          }
        }

        private void grant() {
          granted += window;
          synchronized (replies) {
            replies.onNext(
                EscalationReply.newBuilder()
                    .setWindow(Window.newBuilder().setFrames(window))
                    .build());
          }
        }

        @Override
        public void onError(Throwable t) {
          escalationReplies = null;
        }

        @Override
        public void onCompleted() {
          replies.onCompleted();
        }
      };
    }
  }

  private final class Artifacts extends ArtifactServiceGrpc.ArtifactServiceImplBase {
    @Override
    public void download(DownloadRequest request, StreamObserver<ArtifactChunk> replies) {
      byte[] bytes = artifacts.get(request.getSha256());
      if (bytes == null) {
        replies.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int from = (int) request.getOffset();
      int to = breakDownloadAt > from ? breakDownloadAt : bytes.length;
      replies.onNext(
          ArtifactChunk.newBuilder()
              .setOffset(from)
              .setSize(bytes.length)
              .setData(ByteString.copyFrom(bytes, from, to - from))
              .build());
      if (to < bytes.length) {
        breakDownloadAt = 0;
        replies.onError(Status.UNAVAILABLE.withDescription("the line broke").asRuntimeException());
      } else {
        replies.onCompleted();
      }
    }
  }

  private final class Federation extends FederationServiceGrpc.FederationServiceImplBase {
    @Override
    public StreamObserver<UpdateChunk> uploadUpdate(StreamObserver<UpdateReceipt> replies) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      UpdateHeader[] header = new UpdateHeader[1];
      return new StreamObserver<>() {
        @Override
        public void onNext(UpdateChunk chunk) {
          if (chunk.hasHeader()) {
            header[0] = chunk.getHeader();
          } else {
            data.writeBytes(chunk.getData().toByteArray());
          }
        }

        @Override
        public void onError(Throwable t) {}

        @Override
        public void onCompleted() {
          if (receiptsToLose > 0) {
            receiptsToLose--;
            replies.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
          }
          updates.put(header[0], data.toByteArray());
          replies.onNext(UpdateReceipt.newBuilder().setAccepted(true).build());
          replies.onCompleted();
        }
      };
    }
  }
}
