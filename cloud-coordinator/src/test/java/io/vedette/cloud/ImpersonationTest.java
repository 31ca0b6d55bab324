package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DistillerHello;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.TeacherHello;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UploadChunk;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.Digests;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate speaks for its own id, on its own streams, about its own things. */
class ImpersonationTest {

  private static final String ZEROS = "0".repeat(64);

  @TempDir static Path folder;

  private static IdentifiedCoordinator coordinator;
  private static ManagedChannel device;
  private static ManagedChannel teacher;
  private static ManagedChannel distiller;

  @BeforeAll
  static void start() throws Exception {
    coordinator = IdentifiedCoordinator.start(folder);
    device = coordinator.dial(coordinator.enrolled(Role.ROLE_DEVICE, "camera-1"));
    coordinator.enrolled(Role.ROLE_DEVICE, "camera-2");
    teacher = coordinator.dial(coordinator.enrolled(Role.ROLE_TEACHER, "teacher-1"));
    distiller = coordinator.dial(coordinator.enrolled(Role.ROLE_DISTILLER, "distiller-1"));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private static AgentMessage hello(String id) {
    return AgentMessage.newBuilder().setHello(Hello.newBuilder().setAgentId(id)).build();
  }

  @Test
  void aDeviceTakesNoOthersName() throws Exception {
    assertThat(outcome(AgentServiceGrpc.newStub(device)::session, hello("camera-2")))
        .isEqualTo(
            "PERMISSION_DENIED: the certificate is that of device camera-1; it may not speak for"
                + " camera-2");
    assertThat(outcome(AgentServiceGrpc.newStub(device)::session, hello("camera-1")))
        .isEqualTo("answered");
  }

  @Test
  void aDeviceSendsNoOthersFrames() throws Exception {
    EscalationRequest other =
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId("camera-2"))
            .build();
    assertThat(outcome(EscalationServiceGrpc.newStub(device)::escalate, other))
        .startsWith("PERMISSION_DENIED: the certificate is that of device camera-1; ");
  }

  @Test
  void aDeviceSendsNoOthersUpdates() throws Exception {
    UpdateChunk other =
        UpdateChunk.newBuilder()
            .setHeader(
                UpdateHeader.newBuilder()
                    .setUpdateId("u-1")
                    .setRoundId("r-1")
                    .setAgentId("camera-2")
                    .setBaseSha256(ZEROS)
                    .setSha256(ZEROS)
                    .setSizeBytes(1))
            .build();
    assertThat(outcome(FederationServiceGrpc.newStub(device)::uploadUpdate, other))
        .startsWith("PERMISSION_DENIED: the certificate is that of device camera-1; ");
  }

  @Test
  void aWorkerSpeaksForItselfOnItsOwnStream() throws Exception {
    TeacherMessage asTeacher =
        TeacherMessage.newBuilder()
            .setHello(
                TeacherHello.newBuilder()
                    .setWorkerId("teacher-2")
                    .setModelSha256(ZEROS)
                    .setMaxBatch(1)
                    .setMaxInFlight(1))
            .build();
    DistillerMessage asDistiller =
        DistillerMessage.newBuilder()
            .setHello(DistillerHello.newBuilder().setWorkerId("distiller-2"))
            .build();
    assertThat(outcome(WorkerServiceGrpc.newStub(teacher)::teach, asTeacher))
        .startsWith("PERMISSION_DENIED: the certificate is that of teacher teacher-1; ");
    assertThat(outcome(WorkerServiceGrpc.newStub(distiller)::distill, asDistiller))
        .startsWith("PERMISSION_DENIED: the certificate is that of distiller distiller-1; ");
    assertThat(outcome(WorkerServiceGrpc.newStub(teacher)::distill, asDistiller))
        .isEqualTo("PERMISSION_DENIED: a teacher may not Distill: it needs a distiller");
    assertThat(outcome(WorkerServiceGrpc.newStub(distiller)::teach, asTeacher))
        .isEqualTo("PERMISSION_DENIED: a distiller may not Teach: it needs a teacher");
    assertThat(outcome(WorkerServiceGrpc.newStub(device)::teach, asTeacher))
        .isEqualTo("PERMISSION_DENIED: a device may not Teach: it needs a teacher");
  }

  @Test
  void aDeviceDownloadsNothingButItsModels() throws Exception {
    byte[] dataset = "a dataset with other people's pictures".getBytes();
    String sha256 = Digests.sha256(dataset);
    StreamObserver<UploadChunk> upload;
    CompletableFuture<String> uploaded = new CompletableFuture<>();
    upload = ArtifactServiceGrpc.newStub(distiller).upload(observer(uploaded));
    upload.onNext(
        UploadChunk.newBuilder()
            .setArtifact(
                Artifact.newBuilder()
                    .setSha256(sha256)
                    .setSizeBytes(dataset.length)
                    .setRole(ArtifactRole.ARTIFACT_ROLE_DATASET))
            .build());
    upload.onNext(UploadChunk.newBuilder().setData(ByteString.copyFrom(dataset)).build());
    upload.onCompleted();
    assertThat(uploaded.get(60, TimeUnit.SECONDS)).isEqualTo("answered");

    DownloadRequest request = DownloadRequest.newBuilder().setSha256(sha256).build();
    assertThatThrownBy(
            () -> ArtifactServiceGrpc.newBlockingStub(device).download(request).hasNext())
        .hasMessage("PERMISSION_DENIED: device camera-1 may not have " + Digests.brief(sha256));
    assertThat(ArtifactServiceGrpc.newBlockingStub(distiller).download(request).hasNext()).isTrue();
  }

  /** What one message is answered with: "answered", or the status in words. */
  private static <Q, A> String outcome(
      Function<StreamObserver<A>, StreamObserver<Q>> method, Q message) throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    StreamObserver<Q> requests = method.apply(observer(seen));
    requests.onNext(message);
    String outcome = seen.get(60, TimeUnit.SECONDS);
    if (outcome.equals("answered")) {
      requests.onCompleted();
    }
    return outcome;
  }

  private static <A> StreamObserver<A> observer(CompletableFuture<String> seen) {
    return new StreamObserver<>() {
      @Override
      public void onNext(A answer) {
        seen.complete("answered");
      }

      @Override
      public void onError(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        seen.complete(status.getCode() + ": " + status.getDescription());
      }

      @Override
      public void onCompleted() {
        seen.complete("completed");
      }
    };
  }
}
