package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients send beyond the bounds is refused at the bound, and others go on. */
class HostileClientsTest {

  @TempDir Path directory;

  private Coordinator coordinator;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    Path student = directory.resolve("student.onnx");
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(student);
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                directory.resolve("data"),
                null,
                student,
                new FleetConfig(Duration.ofMillis(500), 60, 0),
                null,
                null,
                new RoundConfig(true, 0, 2, null, null, null, 0, 0, 0, 1, 0, 100 << 20, 0),
                DistillationConfig.defaults(),
                null,
                null,
                null,
                null,
                null,
                null));
    channel = Endpoint.plain("127.0.0.1", coordinator.port()).dial();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    coordinator.close();
  }

  private static Heartbeat.Builder student(StudentStatus.Builder student) {
    return Heartbeat.newBuilder().addStudents(student);
  }

  @Test
  void aSessionBeyondItsBoundsIsRefusedAndAnotherGoesOn() throws Exception {
    try (TestAgent good = new TestAgent("good", coordinator.port()).hello(1);
        People people = new People(coordinator.port())) {
      people.see(s -> s.getDevices().getOnline() == 1);
      String huge = "x".repeat(2 << 20);

      assertThat(refusal(beat(student(StudentStatus.newBuilder().setLearner(huge)))))
          .contains("RESOURCE_EXHAUSTED", "AgentMessage");
      assertThat(refusal(beat(student(StudentStatus.newBuilder().setLearner("x".repeat(257))))))
          .contains("AgentMessage.heartbeat.students[0].learner: 257 bytes, at most 256");
      assertThat(
              refusal(
                  beat(
                      Heartbeat.newBuilder()
                          .addAllCameras(
                              Collections.nCopies(10_000, CameraStatus.getDefaultInstance())))))
          .contains("AgentMessage.heartbeat.cameras: more than 64 items");
      assertThat(
              refusal(
                  AgentMessage.newBuilder()
                      .setSnapshot(
                          Snapshot.newBuilder()
                              .setJpeg(ByteString.copyFrom(new byte[(128 << 10) + 1])))))
          .contains("AgentMessage.snapshot.jpeg: 131073 bytes, at most 131072");
      assertThat(
              refusal(
                  AgentMessage.newBuilder()
                      .setSnapshot(
                          Snapshot.newBuilder()
                              .addAllDetections(
                                  Collections.nCopies(301, Detection.getDefaultInstance())))))
          .contains("AgentMessage.snapshot.detections: more than 300 items");
      assertThat(
              refusal(beat(student(StudentStatus.newBuilder().setModelSha256("../../etc/passwd")))))
          .contains("INVALID_ARGUMENT", "AgentMessage.heartbeat.students[0].model_sha256");

      good.beat(7, 0);
      people.see(s -> s.getFigures().getReplayExamples() == 7);
    }
  }

  private static AgentMessage.Builder beat(Heartbeat.Builder beat) {
    return AgentMessage.newBuilder().setHeartbeat(beat);
  }

  /** What becomes of a session that says hello and then this. */
  private String refusal(AgentMessage.Builder message) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    StreamObserver<AgentMessage> session =
        AgentServiceGrpc.newStub(channel).session(new Ending<>(end, false));
    session.onNext(
        AgentMessage.newBuilder().setHello(Hello.newBuilder().setAgentId("hostile")).build());
    session.onNext(message.build());
    return end.get(60, TimeUnit.SECONDS);
  }

  @Test
  void anUpdateIsRefusedAtItsHeader() throws Exception {
    try (TestAgent one = new TestAgent("one", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("two", coordinator.port()).hello(100);
        People people = new People(coordinator.port())) {
      one.confirm(1);
      two.confirm(1);
      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      StartRound round = one.round();
      UpdateHeader header =
          UpdateHeader.newBuilder()
              .setUpdateId("u-1")
              .setRoundId(round.getRoundId())
              .setAgentId("one")
              .setBaseSha256(round.getBase().getSha256())
              .setSha256("0".repeat(64))
              .setSizeBytes(600L << 20)
              .build();

      assertThat(upload(header)).isEqualTo("too large: 629145600 bytes, at most 104857600");
      assertThat(
              upload(
                  header.toBuilder()
                      .addAllEscalationIds(
                          IntStream.range(0, 108_000).mapToObj(i -> "e-" + i).toList())
                      .build()))
          .contains("RESOURCE_EXHAUSTED");
      assertThat(
              upload(
                  header.toBuilder()
                      .addAllEscalationIds(
                          IntStream.range(0, 4097).mapToObj(i -> "e-" + i).toList())
                      .build()))
          .contains("UpdateChunk.header.escalation_ids: more than 4096 items");
      assertThat(two.update(two.round(), directory, List.of()).getAccepted()).isTrue();
    }
  }

  @Test
  void weightsThatCannotBeAreRefusedWithTheReason() throws Exception {
    try (TestAgent one = new TestAgent("one", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("two", coordinator.port()).hello(100);
        People people = new People(coordinator.port())) {
      one.confirm(1);
      two.confirm(1);
      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      StartRound round = one.round();

      assertThat(one.changed(round, directory, Float.NaN, 10).getWhy())
          .startsWith("weight '")
          .endsWith("holds NaN at 0");
      assertThat(one.changed(round, directory, 1, 257).getWhy())
          .isEqualTo("examples: 257 is not 1 to 256 (rounds.maxExamples)");
      assertThat(one.changed(round, directory, 1, 0).getWhy())
          .startsWith("examples: 0 is not 1 to 256");
      assertThat(one.update(round, directory, List.of()).getAccepted()).isTrue();
    }
  }

  /** What becomes of an update of which only the header is sent. */
  private String upload(UpdateHeader header) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    FederationServiceGrpc.newStub(channel)
        .uploadUpdate(new Ending<UpdateReceipt>(end, true))
        .onNext(UpdateChunk.newBuilder().setHeader(header).build());
    return end.get(60, TimeUnit.SECONDS);
  }

  /** Completes with the end of a call, or with its receipt. */
  private record Ending<T>(CompletableFuture<String> end, boolean receipt)
      implements StreamObserver<T> {

    @Override
    public void onNext(T answer) {
      if (receipt) {
        end.complete(((UpdateReceipt) answer).getWhy());
      }
    }

    @Override
    public void onError(Throwable t) {
      end.complete(Status.fromThrowable(t).toString());
    }

    @Override
    public void onCompleted() {
      end.complete("completed");
    }
  }
}
