package io.vedette.edge;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.Assignment;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.CancelCommand;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.DeploymentCameras;
import io.vedette.proto.v1.EscalationSettings;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.WantSnapshots;
import io.vedette.proto.v1.Welcome;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import io.vedette.wire.camera.CameraMapper;
import io.vedette.wire.camera.CameraOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  public final List<CameraReport> cameras = new CopyOnWriteArrayList<>();

  /** Answers escalations. */
  public final ScriptedTeacher teacher = new ScriptedTeacher();

  /** Gives out models and takes updates in. */
  public final TestFiles files = new TestFiles();

  /** Milliseconds between a hello and its welcome. */
  public volatile int welcomeAfter;

  private final ScheduledExecutorService welcomes = Executors.newSingleThreadScheduledExecutor();
  private final Server server;
  private volatile @Nullable StreamObserver<CoordinatorMessage> session;

  private TestCoordinator(int port, KeyPair keys) throws IOException {
    this.keys = keys;
    this.server =
        ServerAddress.loopback(port)
            .start(
                List.of(new Sessions(), teacher, files.downloads(), files.uploads()),
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
    Artifact artifact = files.offer(model, "fp32");
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
    install(command, "", manifest);
  }

  public void install(String command, String deployment, Manifest manifest) throws Exception {
    send(
        CoordinatorMessage.newBuilder()
            .setInstall(
                InstallVersion.newBuilder()
                    .setCommandId(command)
                    .setDeployment(deployment)
                    .setManifest(ManifestCodec.toProto(manifest))
                    .setVariant("fp32")
                    .setDeadlineMs(60_000))
            .build());
  }

  /** Cameras by deployment. */
  public void assign(Map<String, List<String>> cameras) throws Exception {
    assign(cameras, Map.of());
  }

  /** Cameras by deployment, and what deployments name of how frames are escalated. */
  public void assign(Map<String, List<String>> cameras, Map<String, EscalationSettings> escalation)
      throws Exception {
    Assignment.Builder assignment = Assignment.newBuilder();
    cameras.forEach(
        (deployment, ids) -> {
          DeploymentCameras.Builder of =
              DeploymentCameras.newBuilder().setDeployment(deployment).addAllCameraIds(ids);
          if (escalation.containsKey(deployment)) {
            of.setEscalation(escalation.get(deployment));
          }
          assignment.addDeployments(of);
        });
    send(CoordinatorMessage.newBuilder().setAssignment(assignment).build());
  }

  /** What it wants of cameras; of the others it wants nothing. */
  public void order(CameraOrder... orders) throws Exception {
    send(CoordinatorMessage.newBuilder().setCameras(CameraMapper.toProto(List.of(orders))).build());
  }

  /** The newest report of a camera; an empty one before the first. */
  public CameraReport camera(String id) {
    CameraReport last = CameraReport.getDefaultInstance();
    for (CameraReport report : cameras) {
      if (report.getCameraId().equals(id)) {
        last = report;
      }
    }
    return last;
  }

  public void cancel(String command, String why) throws Exception {
    send(
        CoordinatorMessage.newBuilder()
            .setCancel(CancelCommand.newBuilder().setCommandId(command).setWhy(why))
            .build());
  }

  public void startRound(String command, Path base, int minExamples) throws Exception {
    startRound(command, "", base, files.offer(base, "training"), minExamples);
  }

  /**
   * As {@link #startRound(String, Path, int)}, for one student.
   *
   * @param training the base, which need not be there to be downloaded
   */
  public void startRound(
      String command, String deployment, Path base, Artifact training, int minExamples)
      throws Exception {
    send(
        CoordinatorMessage.newBuilder()
            .setRound(
                StartRound.newBuilder()
                    .setCommandId(command)
                    .setDeployment(deployment)
                    .setRoundId("round-" + command)
                    .setBase(VariantCodec.toProto(training))
                    .setDetector(
                        DetectorCodec.toProto(
                            SpecInference.infer(Graph.read(base), Hints.NONE, "test")))
                    .setEpochs(1)
                    .setBatch(2)
                    .setLearningRate(0.001)
                    .setMinExamples(minExamples)
                    .setMaxExamples(50)
                    .setSeed(1))
            .build());
  }

  /** The newest phase of a command; UNSPECIFIED before the first. */
  public CommandPhase phase(String command) {
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

  @Override
  public void close() throws InterruptedException {
    welcomes.shutdownNow();
    server.shutdownNow();
    server.awaitTermination();
  }

  private void welcome(StreamObserver<CoordinatorMessage> replies) {
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

  private final class Sessions extends AgentServiceGrpc.AgentServiceImplBase {
    @Override
    public StreamObserver<AgentMessage> session(StreamObserver<CoordinatorMessage> replies) {
      return new StreamObserver<>() {
        @Override
        public void onNext(AgentMessage message) {
          switch (message.getMessageCase()) {
            case HELLO -> {
              hellos.add(message.getHello());
              if (welcomeAfter == 0) {
                welcome(replies);
              } else {
                welcomes.schedule(() -> welcome(replies), welcomeAfter, TimeUnit.MILLISECONDS);
              }
            }
            case HEARTBEAT -> heartbeats.add(message.getHeartbeat());
            case STATUS -> statuses.add(message.getStatus());
            case SNAPSHOT -> snapshots.add(message.getSnapshot());
            case EVENT -> events.add(message.getEvent());
            case CAMERA -> cameras.add(message.getCamera());
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
}
