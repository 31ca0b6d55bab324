package io.vedette.edge.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.Await;
import io.vedette.edge.TestModels;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.CameraState;
import io.vedette.edge.escalate.EscalatorStatus;
import io.vedette.edge.event.EventStatus;
import io.vedette.edge.field.FieldCounts;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.outbox.OutboxStatus;
import io.vedette.edge.outbox.VerdictDifference;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.AssignmentEntry;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.CloudStatus;
import io.vedette.edge.status.InstalledModel;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowServerTest {

  @TempDir Path folder;

  private Pipelines pipelines;
  private ShowServer server;

  /** A camera that gives frames, and one that does not. */
  @BeforeEach
  void start() throws Exception {
    StudentConfig config = StudentConfig.defaults();
    Map<CameraConfig, Camera> cameras = new LinkedHashMap<>();
    for (CameraConfig camera :
        List.of(
            CameraConfig.of("line", "generated:boards?seed=2").withFps(20),
            CameraConfig.of("dark", folder.resolve("<no> light").toString()))) {
      cameras.put(camera, Camera.start(camera));
    }
    StudentDetectors students =
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, config);
    AgentMetrics metrics = new AgentMetrics();
    pipelines = Pipelines.start(cameras, camera -> students, config, List.of(metrics::onResult));
    server =
        ShowServer.start("127.0.0.1", 0, pipelines, metrics, this::status, () -> CloudStatus.ALONE);
    Await.until("a frame", () -> pipelines.all().iterator().next().latest().isPresent());
    Await.until("failed", () -> pipelines.status().get(1).camera().state() == CameraState.FAILED);
  }

  private AgentStatus status() {
    return new AgentStatus(
        Duration.ZERO,
        List.of(
            new StudentEntry(
                "default",
                List.of("line", "dark"),
                new InstalledModel(null, "", "d"),
                List.of("cpu"),
                0,
                5,
                null,
                FieldCounts.NONE)),
        pipelines.status(),
        new EscalationEntry(
            new OutboxStatus(new OutboxCounts(9, 2, 1_000, 5, 0, 1, 0), 3, 300),
            new EscalatorStatus(1e6, 0.1, 4, List.of(), Map.of()),
            VerdictDifference.NONE),
        new EventStatus(6, 0, 600),
        new AssignmentEntry(List.of("dark"), List.of()));
  }

  @AfterEach
  void stop() {
    server.close();
    pipelines.close();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void everythingIsServedUnderItsName() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(text(get("/health")))
        .contains("student default: d on cpu, cameras line, dark")
        .contains("camera dark belongs to no deployment");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(text(get("/metrics")))
        .contains("vedette_camera_up{camera=\"line\"} 1", "vedette_camera_up{camera=\"dark\"} 0")
        .contains("vedette_outbox_frames 3", "vedette_escalation_not_kept_total 4")
        .contains("vedette_camera_moving{camera=\"line\"}", "vedette_camera_withheld_total{camera=")
        .contains("vedette_camera_areas_unplaced{camera=\"dark\"} 0")
        .contains("# TYPE vedette_camera_latency_seconds histogram")
        .containsPattern("vedette_camera_latency_seconds_count\\{camera=\"line\"} [1-9]")
        .containsPattern("vedette_camera_detections_total\\{camera=\"line\"} ")
        .contains("# HELP vedette_camera_frames_total Frames answered.")
        .contains("version=\"d\"")
        .contains("vedette_events_total 6", "vedette_replay_examples{deployment=\"default\"} 5")
        .contains("vedette_camera_without_deployment{camera=\"dark\"} 1");
    assertThat(text(get("/")))
        .contains("/stream.mjpeg?camera=line", "/stream.mjpeg?camera=dark", "&lt;no> light")
        .doesNotContain("<no>");
    HttpResponse<byte[]> snapshot = get("/snapshot.jpg?camera=line");
    assertThat(snapshot.headers().firstValue("Content-Type")).contains("image/jpeg");
    Picture picture = Pictures.decode(snapshot.body(), "snapshot");
    assertThat(picture.width()).isEqualTo(640);
    assertThat(get("/snapshot.jpg").statusCode()).isEqualTo(200);
    assertThat(get("/snapshot.jpg?camera=dark").statusCode()).isEqualTo(503);
    assertThat(text(get("/snapshot.jpg?camera=nobody"))).contains("line", "dark");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  private Socket viewer() throws Exception {
    return request("localhost", "/stream.mjpeg?camera=line");
  }

  private Socket request(String host, String path) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String line(InputStream in) throws Exception {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  @Test
  void theLivePictureIsOneJpegAfterTheOther() throws Exception {
    try (Socket socket = viewer()) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      assertThat(line(in)).contains("200");
      int pictures = 0;
      while (pictures < 3) {
        pictures += line(in).equals("Content-Type: image/jpeg") ? 1 : 0;
      }
    }
  }

  @Test
  void viewersWhoTakeNothingAreLetGoAndOnlySoManyAreLetIn() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        idle.add(viewer());
      }
      Await.until("full", () -> get("/stream.mjpeg?camera=nobody").statusCode() == 404);
      Await.until("no more", () -> status(viewer()).contains("503"));
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
      Await.until("room again", () -> status(viewer()).contains("200"));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static String status(Socket socket) throws Exception {
    try (socket) {
      return line(socket.getInputStream());
    }
  }

  @Test
  void loopbackIsServedUnderItsOwnNameOnly() throws Exception {
    assertThat(status(request("evil.example", "/snapshot.jpg"))).contains("403");
    assertThat(status(request("localhost:" + server.port(), "/snapshot.jpg"))).contains("200");
  }
}
