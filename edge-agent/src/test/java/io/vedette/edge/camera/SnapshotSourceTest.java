package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that give one JPEG for each request, on real sockets. */
class SnapshotSourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Object> connections = ConcurrentHashMap.newKeySet();
  private volatile int status = 200;
  private volatile String type = "image/jpeg";
  private volatile String challenge = "";
  private volatile boolean endless;
  private HttpServer server;

  private CameraConfig start() throws IOException {
    return start(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 8), "http://");
  }

  private CameraConfig start(HttpServer made, String begin) {
    server = made;
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "snapshots");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::serve);
    server.start();
    String url = begin + "127.0.0.1:" + server.getAddress().getPort() + "/snap.jpg?size=1";
    return CameraConfig.of("c", url).withFps(20).watched(Duration.ofSeconds(10), Duration.ZERO);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      connections.add(exchange.getRemoteAddress());
      Headers headers = exchange.getResponseHeaders();
      String answer = exchange.getRequestHeaders().getFirst("Authorization");
      if (!challenge.isEmpty() && (answer == null || !isRight(answer))) {
        headers.set("WWW-Authenticate", challenge);
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      int number = asked.getAndIncrement();
      byte[] bgr = new byte[64 * 48 * 3];
      java.util.Arrays.fill(bgr, (byte) (20 + number % 200));
      byte[] jpeg = Pictures.encodeJpeg(new Picture(64, 48, bgr), 95);
      headers.set("Content-Type", type);
      if (endless) {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < 10_000; i++) {
          out.write(new byte[1 << 20]);
        }
      }
      exchange.sendResponseHeaders(status, status == 200 ? jpeg.length : -1);
      if (status == 200) {
        exchange.getResponseBody().write(jpeg);
      }
    }
  }

  private static boolean isRight(String answer) {
    String basic = Base64.getEncoder().encodeToString("admin:s:c@et".getBytes());
    HttpCredentials same = HttpCredentials.of("admin:s:c%40et");
    same.challenged(java.util.List.of("Digest realm=\"r\", nonce=\"n\""));
    return answer.equals("Basic " + basic)
        || answer.equals(same.header("GET", "/snap.jpg?size=1").orElseThrow());
  }

  private static CameraConfig as(CameraConfig camera, String userInfo) {
    return CameraConfig.of("c", camera.source().replace("://", "://" + userInfo + "@"))
        .withFps(camera.fps())
        .watched(camera.stallAfter(), Duration.ZERO);
  }

  private static Frame next(Camera camera) throws InterruptedException {
    Frame frame = camera.next(PATIENCE);
    assertThat(frame).as(camera.status().toString()).isNotNull();
    return frame;
  }

  @Test
  void picturesAreFetchedOverOneConnectionWhileTheCameraStreams() throws Exception {
    try (Camera camera = Camera.start(start())) {
      int last = 0;
      for (int i = 0; i < 5; i++) {
        int grey = next(camera).picture().bgr()[0] & 255;
        assertThat(grey).isGreaterThan(last);
        last = grey;
      }
      assertThat(camera.status().state()).isEqualTo(CameraState.STREAMING);
      assertThat(camera.status().counts().reconnects()).isZero();
      // One in which FFmpeg sees what is there, and one that is kept.
      assertThat(connections).hasSize(2);
    }
  }

  @Test
  void noMoreAreFetchedThanAreWanted() throws Exception {
    try (Camera camera = Camera.start(start().withFps(2))) {
      long begun = System.nanoTime();
      next(camera);
      next(camera);
      next(camera);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
      assertThat(asked.get()).isBetween(3, 4);
    }
  }

  @Test
  void aPasswordIsGivenWhenItIsAskedForAndNeverTold() throws Exception {
    CameraConfig plain = start();
    for (String scheme : new String[] {"Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"n\""}) {
      challenge = scheme;
      try (Camera camera = Camera.start(as(plain, "admin:s:c%40et"))) {
        next(camera);
        next(camera);
      }
      try (Camera camera = Camera.start(as(plain, "admin:wrong"))) {
        Await.until("failed", () -> camera.status().state() == CameraState.FAILED);
        assertThat(camera.status().error())
            .contains("401", "http://***@127.0.0.1")
            .doesNotContain("wrong");
      }
    }
  }

  @Test
  void whatGoesWrongIsSaidAndOverWhenAnswersComeAgain() throws Exception {
    try (Camera camera = Camera.start(start())) {
      next(camera);
      status = 503;
      Await.until("failed", () -> camera.status().error().contains("answers 503"));
      status = 200;
      Await.until("streaming", () -> camera.status().state() == CameraState.STREAMING);
      camera.next(Duration.ofMillis(1));
      next(camera);
      assertThat(camera.status().error()).isEmpty();
    }
  }

  @Test
  void anAnswerThatDoesNotEndIsReadNoFurtherThanItsBound() throws Exception {
    try (Camera camera = Camera.start(start().watched(Duration.ofSeconds(20), Duration.ZERO))) {
      next(camera);
      endless = true;
      Await.until("failed", () -> camera.status().error().contains("more than 33554432 bytes"));
    }
  }

  @Test
  void aJpegWithoutAnHonestTypeIsKnownByItsBytes() throws Exception {
    type = "application/octet-stream";
    try (Camera camera = Camera.start(start())) {
      next(camera);
      next(camera);
      assertThat(camera.status().decoder()).isEqualTo("still pictures");
    }
  }

  @Test
  void aStreamOfPicturesStaysOne() throws Exception {
    try (FaultyStream stream = FaultyStream.start();
        Camera camera = Camera.start(CameraConfig.of("c", stream.url()))) {
      server = HttpServer.create();
      next(camera);
      assertThat(camera.status().decoder()).startsWith("mjpeg");
    }
  }

  @Test
  void anOptionThatMeansNothingIsSaid() throws Exception {
    try (Camera camera =
        Camera.start(CameraConfigs.withOptions(Map.of("rtsp_flags", "listen"), start()))) {
      Await.until("failed", () -> camera.status().state() == CameraState.FAILED);
      assertThat(camera.status().error()).contains("rtsp_flags");
    }
  }

  @Test
  void aCertificateOfItsOwnIsBelievedWhereItIsNamed() throws Exception {
    Path store = folder.resolve("keys.p12");
    Path pem = folder.resolve("ca.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "c",
        "-keyalg",
        "EC",
        "-dname",
        "CN=c",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "c",
        "-file",
        pem.toString(),
        "-keystore",
        store.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 8);
    secure.setHttpsConfigurator(new HttpsConfigurator(context));
    CameraConfig plain = start(secure, "https://");
    try (Camera camera = Camera.start(plain)) {
      Await.until("failed", () -> camera.status().error().contains("options: {ca_file: FILE}"));
    }
    for (Map<String, String> options :
        java.util.List.of(Map.of("ca_file", pem.toString()), Map.of("tls_verify", "0"))) {
      try (Camera camera = Camera.start(CameraConfigs.withOptions(options, plain))) {
        next(camera);
        next(camera);
        assertThat(camera.status().decoder()).isEqualTo("still pictures");
      }
    }
  }

  private static void keytool(String... arguments) throws Exception {
    java.util.List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(java.util.List.of(arguments));
    command.addAll(java.util.List.of("-storepass", "changeit", "-noprompt"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
