package io.vedette.cli.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Escalated frames of a real coordinator, as a person without a browser sees them. */
final class FrameListCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int port;

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--coordinator", "127.0.0.1:" + port));
    return new CommandLine(new EscalationCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void framesAreListedFilteredAndShown() throws Exception {
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
      escalate("frame-00001", "door", "flicker");
      escalate("frame-00002", "gate", "uncertain");

      Path json = folder.resolve("frames.json");
      assertThat(run("list", "--json", json.toString())).isZero();
      assertThat(out.toString())
          .contains("frame-00001", "frame-00002", "waiting", "no verdict")
          .contains("2 shown, 2 looked at, 2 kept");
      JsonNode written = new ObjectMapper().readTree(json.toFile());
      assertThat(written.at("/kept").intValue()).isEqualTo(2);
      assertThat(written.at("/frames/0/objects/0/student/label").textValue()).isEqualTo("open");

      assertThat(run("list", "--camera", "door", "--state", "waiting", "--within", "1h")).isZero();
      assertThat(out.toString()).contains("frame-00001").doesNotContain("frame-00002");
      assertThat(run("list", "--difference", "missed")).isZero();
      assertThat(out.toString()).contains("0 shown, 2 looked at, 2 kept");
      assertThat(run("list", "--limit", "1")).isZero();
      assertThat(out.toString()).contains("there are more: give --limit or a filter");

      assertThat(run("show", "frame-00001")).isZero();
      assertThat(out.toString()).contains("flicker", "student: open 0.50");
      assertThat(run("show", "frame-00009")).isEqualTo(1);
      assertThat(err.toString()).contains("frame-00009: no such escalation is kept");
      assertThat(run("list", "--difference", "wrong")).isEqualTo(2);
      assertThat(err.toString())
          .contains("--difference: 'wrong' is none of confirmed, missed, false, relabelled");
    }
  }

  private void escalate(String id, String camera, String reason) throws Exception {
    ManagedChannel channel = Endpoint.plain("127.0.0.1", port).dial();
    CountDownLatch accepted = new CountDownLatch(1);
    StreamObserver<EscalationRequest> frames =
        EscalationServiceGrpc.newStub(channel)
            .escalate(
                new StreamObserver<>() {
                  @Override
                  public void onNext(EscalationReply reply) {
                    if (reply.hasAccepted()) {
                      accepted.countDown();
                    }
                  }

                  @Override
                  public void onError(Throwable thrown) {}

                  @Override
                  public void onCompleted() {}
                });
    frames.onNext(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId("agent-7"))
            .build());
    frames.onNext(
        EscalationRequest.newBuilder()
            .setEscalation(
                Escalation.newBuilder()
                    .setId(id)
                    .setAgentId("agent-7")
                    .setCameraId(camera)
                    .setJpeg(
                        ByteString.copyFrom(
                            Pictures.encodeJpeg(new Picture(64, 64, new byte[64 * 64 * 3]), 80)))
                    .setWidth(64)
                    .setHeight(64)
                    .setReason(reason)
                    .addStudent(Detection.newBuilder().setLabel("open").setScore(0.5f)))
            .build());
    assertThat(accepted.await(5, TimeUnit.MINUTES)).isTrue();
    channel.shutdownNow();
  }
}
