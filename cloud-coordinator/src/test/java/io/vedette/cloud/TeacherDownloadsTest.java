package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.cloud.worker.TeacherWorker;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.FrameAnswer;
import io.vedette.proto.v1.TeacherAnswer;
import io.vedette.proto.v1.TeacherFrame;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is too large for one message names its pictures, and the teacher fetches them. */
class TeacherDownloadsTest {

  /** Two of these do not fit into one message. */
  private static final int LARGE = 2_500_000;

  @TempDir Path directory;

  private Path model;

  @BeforeEach
  void build() throws Exception {
    model = directory.resolve("teacher.onnx");
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(model);
  }

  /** A JPEG, with zeros behind its end. */
  private static byte[] jpeg(long seed, int bytes) throws Exception {
    byte[] pixels = new byte[64 * 64 * 3];
    new Random(seed).nextBytes(pixels);
    return Arrays.copyOf(Pictures.encodeJpeg(new Picture(64, 64, pixels), 80), bytes);
  }

  @Test
  void picturesBeyondTheFirstMegabytesAreFetchedByTheirDigest() throws Exception {
    byte[] first = jpeg(1, LARGE);
    byte[] second = jpeg(2, LARGE);
    try (Coordinator coordinator = coordinator();
        TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      agent.reply(r -> r.hasWindow());
      agent.escalate(Scratch.frameId(1), first);
      agent.escalate(Scratch.frameId(2), second);
      people.see(s -> s.getEscalations().getWaiting() == 2);

      Endpoint endpoint = Endpoint.plain("127.0.0.1", coordinator.port());
      try (TeacherWorker teacher = TeacherWorker.start(TeacherConfig.of(endpoint, model))) {
        assertThat(agent.reply(r -> r.hasVerdict()).getVerdict().getTeacherSha256())
            .isEqualTo(Digests.sha256(model));
        agent.reply(r -> r.hasVerdict());
        assertThat(teacher.spec().labels()).hasSize(2);
      }

      agent.escalate(Scratch.frameId(3), first);
      agent.escalate(Scratch.frameId(4), second);
      people.see(s -> s.getEscalations().getWaiting() == 2);
      try (TestTeacher teacher = new TestTeacher("teacher", coordinator.port())) {
        people.see(s -> s.getEscalations().getAnswered() == 4);
        TeacherFrame carried = teacher.frames().get(0);
        TeacherFrame named = teacher.frames().get(1);
        assertThat(carried.getJpeg()).isEqualTo(ByteString.copyFrom(first));
        assertThat(named.getJpeg()).isEmpty();
        assertThat(named.getSha256()).isEqualTo(Digests.sha256(second));
        assertThat(named.getSizeBytes()).isEqualTo(LARGE);
      }
    }
  }

  private Coordinator coordinator() throws Exception {
    return Coordinator.start(
        CoordinatorConfig.of(ServerAddress.loopback(0), directory.resolve("data")));
  }

  @Test
  void aPictureThatWasChangedOnTheWayIsNotAnswered() throws Exception {
    byte[] picture = jpeg(1, 100_000);
    byte[] changed = picture.clone();
    changed[300] ^= 1;
    OneFrameCoordinator coordinator =
        new OneFrameCoordinator(picture.length, Digests.sha256(picture));
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(coordinator)
            .addService(coordinator.pictures)
            .build()
            .start();
    Endpoint endpoint = Endpoint.plain("127.0.0.1", server.getPort());
    try (TeacherWorker teacher = TeacherWorker.start(TeacherConfig.of(endpoint, model))) {
      coordinator.pictures.sent = changed;
      assertThat(coordinator.ask().getAnswersList()).isEmpty();
      coordinator.pictures.sent = null;
      assertThat(coordinator.ask().getAnswersList()).isEmpty();
      coordinator.pictures.sent = picture;
      List<FrameAnswer> answers = coordinator.ask().getAnswersList();
      assertThat(answers).hasSize(1);
      assertThat(answers.get(0).getError()).isEmpty();
      assertThat(teacher.spec().labels()).hasSize(2);
    } finally {
      server.shutdownNow();
    }
  }

  /** Asks a teacher about one frame, whose picture it must fetch. */
  private static final class OneFrameCoordinator extends WorkerServiceGrpc.WorkerServiceImplBase {
    final PictureService pictures = new PictureService();
    private final TeacherFrame frame;
    private final BlockingQueue<TeacherMessage> said = new LinkedBlockingQueue<>();
    private volatile @Nullable StreamObserver<TeacherTask> teacher;

    OneFrameCoordinator(int bytes, String sha256) {
      frame =
          TeacherFrame.newBuilder()
              .setEscalationId(Scratch.frameId(1))
              .setSha256(sha256)
              .setSizeBytes(bytes)
              .setWidth(64)
              .setHeight(64)
              .build();
    }

    @Override
    public StreamObserver<TeacherMessage> teach(StreamObserver<TeacherTask> tasks) {
      teacher = tasks;
      return new TestAgent.Into<>(said);
    }

    TeacherAnswer ask() throws InterruptedException {
      while (teacher == null) {
        next();
      }
      teacher.onNext(TeacherTask.newBuilder().setBatchId("b").addFrames(frame).build());
      TeacherMessage answer = next();
      return answer.hasAnswer() ? answer.getAnswer() : next().getAnswer();
    }

    private TeacherMessage next() throws InterruptedException {
      TeacherMessage message = said.poll(120, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("the teacher said nothing for 120 s");
      }
      return message;
    }
  }

  /** Sends what a test says, or nothing. */
  private static final class PictureService extends ArtifactServiceGrpc.ArtifactServiceImplBase {
    volatile byte @Nullable [] sent;

    @Override
    public void download(DownloadRequest request, StreamObserver<ArtifactChunk> responses) {
      byte[] picture = sent;
      if (picture == null) {
        responses.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      responses.onNext(
          ArtifactChunk.newBuilder()
              .setData(ByteString.copyFrom(picture))
              .setSizeBytes(picture.length)
              .build());
      responses.onCompleted();
    }
  }
}
