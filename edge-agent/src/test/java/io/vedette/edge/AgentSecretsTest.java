package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.wire.Endpoint;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * An agent in a process of its own, none of whose cameras with passwords can be opened: all that it
 * writes, serves, keeps and sends is searched, FFmpeg's own output included.
 */
class AgentSecretsTest {

  private static final String SECRET = "s3cr3t";

  /** Ports on which nobody listens, so that each fails with words about its address. */
  private static final List<String> SOURCES =
      List.of(
          "rtsp://admin:s3cr3t-1@127.0.0.1:1/x",
          "rtsp://admin:s3cr3t/2@127.0.0.1:1/x",
          "rtsp://admin:@s3cr3t#3@127.0.0.1:1/x",
          "rtsp://admin:s%33cr3t-4@127.0.0.1:1/x?token=s3cr3t-4b",
          "http://127.0.0.1:1/snap?user=s3cr3t-5&PWD=s3cr3t-5b&p%61ssword=s3cr3t-5c",
          "https://admin:s3cr3t-6@127.0.0.1:1/x.mjpg?key=s3cr3t-6b&key=s3cr3t-6c",
          "admin:s3cr3t-7@127.0.0.1/x",
          "onvif://admin:s3cr3t-8@127.0.0.1/x");

  @TempDir Path folder;

  /** Runs an agent until every camera has failed; prints what it serves. */
  static final class Watched {
    private Watched() {}

    public static void main(String[] arguments) throws Exception {
      Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      root.setLevel(Level.INFO);
      ((Logger) LoggerFactory.getLogger("io.vedette")).setLevel(Level.TRACE);
      int port = Integer.parseInt(arguments[2]);
      List<CameraConfig> cameras = new ArrayList<>(List.of(AgentUnderTest.LINE));
      for (String source : SOURCES) {
        cameras.add(CameraConfig.of("c" + cameras.size(), source));
      }
      AgentUnderTest told =
          AgentUnderTest.in(Path.of(arguments[0]))
              .watching(cameras.toArray(CameraConfig[]::new))
              .asking(Endpoint.plain("127.0.0.1", Integer.parseInt(arguments[1])))
              .served(port);
      try (Agent agent = told.start()) {
        Await.until("the line answers", () -> agent.firstAnswer().toCompletableFuture().isDone());
        Await.until(
            "every camera has failed",
            () ->
                agent.status().cameras().stream()
                    .allMatch(
                        c -> c.camera().id().equals("line") || !c.camera().error().isEmpty()));
        Await.until("connected", () -> agent.cloud().state().equals("connected"));
        for (String page : List.of("/", "/health", "/health/ready", "/health/live", "/metrics")) {
          System.out.println(get(port, page));
        }
        System.in.read(); // until the test has seen what was sent
      }
    }

    private static String get(int port, String path) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      return path + " " + response.statusCode() + "\n" + response.body();
    }
  }

  @Test
  void noPasswordLeaves() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path output = folder.resolve("output.txt");
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Watched.class.getName(),
                  folder.toString(),
                  Integer.toString(coordinator.port()),
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        Await.until(
            "a heartbeat tells of a camera's failure",
            () ->
                !process.isAlive()
                    || coordinator.heartbeats.toString().contains("cannot be opened as video"));
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(output)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      } finally {
        process.destroyForcibly();
      }
      String sent = coordinator.hellos + " " + coordinator.heartbeats + coordinator.events;
      assertThat(sent).contains("cannot be opened as video").doesNotContain(SECRET);
    }
    assertThat(Files.readString(output))
        .contains("/health 503", "/health/live 200", "/health/ready 200", "vedette_camera_up")
        .contains("rtsp://***@127.0.0.1:1/x", "PWD=***")
        .contains("write @ as %40")
        .contains("onvif://***@127.0.0.1/x: no such folder")
        .doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SECRET);
      }
    }
  }
}
