package io.vedette.edge.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.Await;
import io.vedette.edge.TestModels;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.view.View;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowServerTest {

  @TempDir Path folder;

  private Pipeline pipeline;
  private ShowServer server;

  @BeforeEach
  void start() throws Exception {
    StudentConfig config = StudentConfig.defaults();
    pipeline =
        Pipeline.start(
            Camera.start(CameraConfig.of("line", "generated:boards?seed=2").withFps(20)),
            View.OPEN,
            StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, config).open(),
            config,
            answer -> {});
    server = ShowServer.start("127.0.0.1", 0, new One());
    Await.until("a frame", () -> pipeline.latest().isPresent());
  }

  @AfterEach
  void stop() {
    server.close();
    pipeline.close();
  }

  /** An agent with one camera that gives frames, and one that does not. */
  private final class One implements AgentView {
    @Override
    public List<String> cameras() {
      return List.of("line", "dark");
    }

    @Override
    public Optional<FrameResult> latest(String camera) {
      return camera.equals("line") ? pipeline.snapshot() : Optional.empty();
    }

    @Override
    public Optional<FrameResult> next(String camera, FrameResult seen, Duration patience)
        throws InterruptedException {
      return pipeline.next(seen, patience);
    }

    @Override
    public Health health() {
      return new Health(false, true, false, List.of("camera dark: failed, <no> light"));
    }

    @Override
    public String metrics() {
      return "vedette_x 1\n";
    }
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
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(text(get("/metrics"))).isEqualTo("vedette_x 1\n");
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
