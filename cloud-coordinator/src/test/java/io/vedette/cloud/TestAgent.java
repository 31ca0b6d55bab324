package io.vedette.cloud;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CameraOrder;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.DeploymentCameras;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.EscalationSettings;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.HelloCamera;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An agent that does what a test says, over real connections. */
public final class TestAgent implements AutoCloseable {

  private final String id;
  private final ManagedChannel channel;
  private final BlockingQueue<CoordinatorMessage> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<EscalationReply> replies = new LinkedBlockingQueue<>();
  private final Map<String, StudentStatus> students = new TreeMap<>();
  private final StreamObserver<AgentMessage> session;
  private final StreamObserver<EscalationRequest> frames;

  public TestAgent(String id, int port) {
    this.id = id;
    channel = Endpoint.plain("127.0.0.1", port).dial();
    session = AgentServiceGrpc.newStub(channel).session(new Into<>(orders));
    frames = EscalationServiceGrpc.newStub(channel).escalate(new Into<>(replies));
  }

  public TestAgent hello(int examples) {
    session.onNext(
        AgentMessage.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setAgentId(id)
                    .setDeviceClass("test")
                    .addCameras(HelloCamera.newBuilder().setCameraId("line")))
            .build());
    frames.onNext(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId(id))
            .build());
    beat(examples, 0);
    return this;
  }

  /** Says hello with cameras of its own, and no student yet. */
  public TestAgent helloWith(String... cameras) {
    Hello.Builder hello = Hello.newBuilder().setAgentId(id).setDeviceClass("test");
    for (String camera : cameras) {
      hello.addCameras(HelloCamera.newBuilder().setCameraId(camera));
    }
    session.onNext(AgentMessage.newBuilder().setHello(hello).build());
    frames.onNext(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId(id))
            .build());
    return this;
  }

  /** Its student of a deployment runs a version from now on. */
  public void run(String deployment, VersionRef version) {
    students.put(
        deployment,
        StudentStatus.newBuilder()
            .setDeployment(deployment)
            .setInstalled(version)
            .setReplayExamples(100)
            .build());
    session.onNext(
        AgentMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().addAllStudents(students.values()))
            .build());
  }

  /** Confirms the next order of a deployment, and runs its version from then on. */
  public InstallVersion confirmFor(String deployment) throws InterruptedException {
    InstallVersion order = install(i -> i.getDeployment().equals(deployment));
    report(order.getCommandId(), CommandPhase.COMMAND_PHASE_CONFIRMED, "");
    run(deployment, order.getManifest().getVersion());
    return order;
  }

  /** The next assignment, by deployment. */
  public Map<String, List<String>> assigned() throws InterruptedException {
    Map<String, List<String>> cameras = new TreeMap<>();
    take(orders, CoordinatorMessage::hasAssignment, "assignment")
        .getAssignment()
        .getDeploymentsList()
        .forEach(d -> cameras.put(d.getDeployment(), d.getCameraIdsList()));
    return cameras;
  }

  /** What the next assignment says of how frames of a deployment are escalated. */
  public Optional<EscalationSettings> escalation(String deployment) throws InterruptedException {
    return take(orders, CoordinatorMessage::hasAssignment, "assignment")
        .getAssignment()
        .getDeploymentsList()
        .stream()
        .filter(d -> d.getDeployment().equals(deployment) && d.hasEscalation())
        .map(DeploymentCameras::getEscalation)
        .findFirst();
  }

  /** A heartbeat with one student. */
  public void beat(StudentStatus.Builder student) {
    session.onNext(
        AgentMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().addStudents(student))
            .build());
  }

  /** What is wanted of its cameras, as it was said next. */
  public List<CameraOrder> cameras() throws InterruptedException {
    return take(orders, CoordinatorMessage::hasCameras, "orders for cameras")
        .getCameras()
        .getCamerasList();
  }

  /** Says what one of its cameras runs. */
  public void report(CameraReport report) {
    session.onNext(AgentMessage.newBuilder().setCamera(report).build());
  }

  /** Whether an order has come that was not taken yet. */
  public boolean hasOrder(Predicate<CoordinatorMessage> wanted) {
    return orders.stream().anyMatch(wanted);
  }

  /**
   * @param installed number of the version it claims to run; 0: none
   */
  public void beat(int examples, int installed) {
    StudentStatus.Builder student =
        StudentStatus.newBuilder().setDeployment("default").setReplayExamples(examples);
    if (installed > 0) {
      student.setInstalled(VersionRef.newBuilder().setName("student").setNumber(installed));
    }
    session.onNext(
        AgentMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().addStudents(student))
            .build());
  }

  /** Sends a heartbeat that wants an acknowledgement. */
  public void beatAndAsk(long sequence) {
    session.onNext(
        AgentMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().setSequence(sequence))
            .build());
  }

  /** The number of the next heartbeat that is acknowledged. */
  public long acknowledged() throws InterruptedException {
    return take(orders, CoordinatorMessage::hasHeartbeatAck, "acknowledgement")
        .getHeartbeatAck()
        .getSequence();
  }

  public static Escalation escalation(String id, String agent, byte[] jpeg) {
    return Escalation.newBuilder()
        .setId(id)
        .setAgentId(agent)
        .setCameraId("line")
        .setJpeg(ByteString.copyFrom(jpeg))
        .setWidth(64)
        .setHeight(64)
        .setAudit(true)
        .build();
  }

  public void escalate(String escalation, byte[] jpeg) {
    frames.onNext(
        EscalationRequest.newBuilder().setEscalation(escalation(escalation, id, jpeg)).build());
  }

  public void escalate(Escalation.Builder escalation) {
    frames.onNext(EscalationRequest.newBuilder().setEscalation(escalation).build());
  }

  public EscalationReply reply(Predicate<EscalationReply> wanted) throws InterruptedException {
    return take(replies, wanted, "reply");
  }

  /** Whether such a reply has come and was not taken yet. */
  public boolean hasReply(Predicate<EscalationReply> wanted) {
    return replies.stream().anyMatch(wanted);
  }

  public InstallVersion install(Predicate<InstallVersion> wanted) throws InterruptedException {
    return take(orders, m -> m.hasInstall() && wanted.test(m.getInstall()), "install").getInstall();
  }

  public StartRound round() throws InterruptedException {
    return take(orders, CoordinatorMessage::hasRound, "round").getRound();
  }

  public void report(String command, CommandPhase phase, String message) {
    session.onNext(
        AgentMessage.newBuilder()
            .setStatus(
                CommandStatus.newBuilder()
                    .setCommandId(command)
                    .setPhase(phase)
                    .setMessage(message))
            .build());
  }

  /** Confirms the next order for a version, and runs it from then on. */
  public InstallVersion confirm(int number) throws InterruptedException {
    InstallVersion order = install(i -> i.getManifest().getVersion().getNumber() == number);
    report(order.getCommandId(), CommandPhase.COMMAND_PHASE_CONFIRMED, "");
    beat(100, number);
    return order;
  }

  /** Gives the base back as an update. */
  public UpdateReceipt update(StartRound round, Path folder, List<String> escalations)
      throws Exception {
    Path base = folder.resolve(id + ".onnx");
    new ArtifactClient(channel)
        .download(round.getBase().getSha256(), round.getBase().getSizeBytes(), base);
    Path weights = folder.resolve(id + ".safetensors");
    WeightsFile.write(weights, GraphWeights.of(Graph.read(base)));
    return send(round, weights, escalations);
  }

  /** Gives the base back with another first value, which a device may claim to have learnt. */
  public UpdateReceipt changed(StartRound round, Path folder, float value, long examples)
      throws Exception {
    Path base = folder.resolve(id + ".onnx");
    new ArtifactClient(channel)
        .download(round.getBase().getSha256(), round.getBase().getSizeBytes(), base);
    Weights changed = GraphWeights.of(Graph.read(base));
    changed.byName().values().forEach(values -> values.data()[0] = value);
    Path weights = folder.resolve(id + ".safetensors");
    WeightsFile.write(weights, changed);
    return send(round, weights, List.of(), examples);
  }

  private UpdateReceipt send(StartRound round, Path weights, List<String> escalations)
      throws Exception {
    return send(round, weights, escalations, 10);
  }

  private UpdateReceipt send(
      StartRound round, Path weights, List<String> escalations, long examples) throws Exception {
    CompletableFuture<UpdateReceipt> receipt = new CompletableFuture<>();
    StreamObserver<UpdateChunk> chunks =
        FederationServiceGrpc.newStub(channel)
            .uploadUpdate(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UpdateReceipt value) {
                    receipt.complete(value);
                  }

                  @Override
                  public void onError(Throwable t) {
                    receipt.completeExceptionally(t);
                  }

                  @Override
                  public void onCompleted() {}
                });
    chunks.onNext(
        UpdateChunk.newBuilder()
            .setHeader(
                UpdateHeader.newBuilder()
                    .setUpdateId("u-" + id + "-" + round.getRoundId())
                    .setRoundId(round.getRoundId())
                    .setAgentId(id)
                    .setBaseSha256(round.getBase().getSha256())
                    .setExamples(examples)
                    .setSha256(Digests.sha256(weights))
                    .setSizeBytes(Files.size(weights))
                    .addAllEscalationIds(escalations))
            .build());
    byte[] bytes = Files.readAllBytes(weights);
    for (int at = 0; at < bytes.length; at += 1 << 18) {
      int size = Math.min(1 << 18, bytes.length - at);
      chunks.onNext(UpdateChunk.newBuilder().setData(ByteString.copyFrom(bytes, at, size)).build());
    }
    chunks.onCompleted();
    return receipt.get(120, TimeUnit.SECONDS);
  }

  private static <T> T take(BlockingQueue<T> queue, Predicate<T> wanted, String what)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (true) {
      T next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no such " + what + " came within 120 s");
      }
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  /** Breaks the connection, as a crash does. */
  @Override
  public void close() {
    channel.shutdownNow();
  }

  /** Collects what comes. */
  static final class Into<T> implements StreamObserver<T> {
    private final BlockingQueue<T> queue;

    Into(BlockingQueue<T> queue) {
      this.queue = queue;
    }

    @Override
    public void onNext(T value) {
      queue.add(value);
    }

    @Override
    public void onError(Throwable t) {}

    @Override
    public void onCompleted() {}
  }
}
