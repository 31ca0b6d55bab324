package io.vedette.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.DatasetWriter;
import io.vedette.detector.image.Pictures;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.FrameAnswer;
import io.vedette.proto.v1.TeacherAnswer;
import io.vedette.proto.v1.TeacherFrame;
import io.vedette.proto.v1.TeacherHello;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reviews through the command line, of a real coordinator with a teacher. */
final class ReviewCommandTest {

  private static final int FRAMES = 4;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int port;

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--coordinator", "127.0.0.1:" + port));
    return new CommandLine(new ReviewCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void framesAreExportedLabelledImportedAndCounted() throws Exception {
    CoordinatorConfig config =
        new CoordinatorConfig(
            ServerAddress.loopback(0),
            folder.resolve("data"),
            "line",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    try (Coordinator coordinator = Coordinator.start(config)) {
      port = coordinator.port();
      answeredFrames();

      assertThat(run("next", "--for", "estimate")).isZero();
      assertThat(out.toString())
          .contains("4 shown; 0 wait for learning, 4 for the estimate; 0 reviewed");
      for (String form : DatasetWriter.byName().keySet()) {
        Path tool = folder.resolve(form);
        assertThat(run("export", "--for", "estimate", "--form", form, "--output", tool.toString()))
            .isZero();
        assertThat(tool.resolve("images")).isDirectoryContaining("glob:**.jpg");
        assertThat(run("import", tool.toString(), "--dry-run")).isZero();
        assertThat(out.toString()).contains("4 frames with 4 objects would be stored");
      }
      assertThat(run("export", "--output", folder.resolve("coco").toString())).isEqualTo(1);
      assertThat(err.toString()).contains("is not empty; give a new folder");
      assertThat(run("export", "--form", "paper", "--output", "x")).isEqualTo(2);
      assertThat(err.toString()).contains("'paper' is none of coco, yolo, cvat, label-studio");

      withoutBoxesOfTheFirst(folder.resolve("coco/annotations.json"));
      assertThat(run("import", folder.resolve("coco").toString(), "--reviewer", "ada")).isZero();
      assertThat(out.toString()).contains("4 frames with 3 objects: 4 stored");

      assertThat(run("next", "--for", "estimate")).isZero();
      assertThat(out.toString()).contains("0 shown;", "4 reviewed");
      Path json = folder.resolve("accuracy.json");
      assertThat(run("accuracy", "--json", json.toString())).isZero();
      assertThat(out.toString()).contains("too few reviews");
      JsonNode model = new ObjectMapper().readTree(json.toFile()).at("/models/0");
      assertThat(model.at("/reviewed").asInt()).isEqualTo(4);
      assertThat(model.at("/teacher/precision/value").asDouble()).isEqualTo(0.75);

      assertThat(run("accept", "frame-9")).isEqualTo(1);
      assertThat(err.toString()).contains("frame-9: no such escalation is kept");
    }
  }

  /** A person says that nothing is on the first picture. */
  private static void withoutBoxesOfTheFirst(Path coco) throws Exception {
    JsonNode tree = new ObjectMapper().readTree(coco.toFile());
    ((ArrayNode) tree.path("annotations")).remove(0);
    Files.writeString(coco, tree.toString());
  }

  private void answeredFrames() throws Exception {
    ManagedChannel channel = Endpoint.plain("127.0.0.1", port).dial();
    AtomicReference<StreamObserver<TeacherMessage>> teacher = new AtomicReference<>();
    teacher.set(
        WorkerServiceGrpc.newStub(channel)
            .teach(
                new Replies<TeacherTask>() {
                  @Override
                  public void onNext(TeacherTask task) {
                    teacher
                        .get()
                        .onNext(TeacherMessage.newBuilder().setAnswer(answer(task)).build());
                  }
                }));
    teacher
        .get()
        .onNext(
            TeacherMessage.newBuilder()
                .setHello(
                    TeacherHello.newBuilder()
                        .setWorkerId("teacher")
                        .setModelSha256("e".repeat(64))
                        .setMaxBatch(4)
                        .setMaxInFlight(1))
                .build());
    CountDownLatch verdicts = new CountDownLatch(FRAMES);
    StreamObserver<EscalationRequest> frames =
        EscalationServiceGrpc.newStub(channel)
            .escalate(
                new Replies<EscalationReply>() {
                  @Override
                  public void onNext(EscalationReply reply) {
                    if (reply.hasVerdict()) {
                      verdicts.countDown();
                    }
                  }
                });
    frames.onNext(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId("agent-7"))
            .build());
    byte[] jpeg = Pictures.encodeJpeg(new Picture(64, 64, new byte[64 * 64 * 3]), 80);
    for (int i = 0; i < FRAMES; i++) {
      frames.onNext(
          EscalationRequest.newBuilder()
              .setEscalation(
                  Escalation.newBuilder()
                      .setId(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString())
                      .setAgentId("agent-7")
                      .setCameraId("line")
                      .setJpeg(ByteString.copyFrom(jpeg))
                      .setWidth(64)
                      .setHeight(64)
                      .setModelSha256("d".repeat(64))
                      .setReason("audit")
                      .setAudit(true))
              .build());
    }
    assertThat(verdicts.await(5, TimeUnit.MINUTES)).isTrue();
    channel.shutdownNow();
  }

  private static TeacherAnswer answer(TeacherTask task) {
    TeacherAnswer.Builder answer = TeacherAnswer.newBuilder().setBatchId(task.getBatchId());
    for (TeacherFrame frame : task.getFramesList()) {
      answer.addAnswers(
          FrameAnswer.newBuilder()
              .setEscalationId(frame.getEscalationId())
              .addDetections(
                  Detection.newBuilder()
                      .setLabel("open")
                      .setScore(0.9f)
                      .setBox(Box.newBuilder().setX1(4).setY1(4).setX2(20).setY2(20))));
    }
    return answer.build();
  }

  private abstract static class Replies<T> implements StreamObserver<T> {
    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onCompleted() {}
  }
}
