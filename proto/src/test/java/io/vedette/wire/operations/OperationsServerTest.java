package io.vedette.wire.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.vedette.wire.ServerAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics over real HTTP, with and without sign-in and TLS. */
class OperationsServerTest {

  private static final String TOKEN = "a-token-of-enough-characters";

  @TempDir Path folder;

  private final AtomicReference<String> problem = new AtomicReference<>("");
  private final RoleMetrics metrics = new RoleMetrics("example");
  private final RoleHealth health =
      RoleHealth.of(new HealthCheck("model", () -> ""), new HealthCheck("session", problem::get));

  @AfterEach
  void close() {
    metrics.close();
  }

  private OperationsServer open() throws IOException {
    return OperationsServer.start(ServerAddress.loopback(0), health, metrics);
  }

  private ServerAddress withToken() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    return new ServerAddress("127.0.0.1", 0, null, null, token, false);
  }

  private static HttpResponse<String> get(OperationsServer server, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void readyTellsWhyAProcessTakesNoWorkWhileItLives() throws Exception {
    try (OperationsServer server = open()) {
      assertThat(get(server, "/health/ready").body()).isEqualTo("model: ok\nsession: ok\n");

      problem.set("there is no connection");
      HttpResponse<String> ready = get(server, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("model: ok\nsession: there is no connection\n");
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCheckThatThrowsHasFoundAProblem() throws Exception {
    RoleHealth throwing =
        RoleHealth.of(
            new HealthCheck(
                "disk",
                () -> {
                  throw new IOException("it does not answer");
                }));
    try (OperationsServer server =
        OperationsServer.start(ServerAddress.loopback(0), throwing, metrics)) {
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(server, "/health/ready").body()).isEqualTo("disk: it does not answer\n");
    }
  }

  @Test
  void metersHaveTypeAndHelpAndFiguresAreReadAtEachScrape() throws Exception {
    Counter pictures =
        Counter.builder("vedette.pictures").description("Pictures.").register(metrics.registry());
    metrics.beforeScrape(pictures::increment);
    metrics.beforeScrape(
        () -> {
          throw new IllegalStateException("spoils nothing else");
        });
    try (OperationsServer server = open()) {
      get(server, "/metrics");
      assertThat(get(server, "/metrics").body())
          .contains(
              "# HELP vedette_pictures_total Pictures.\n# TYPE vedette_pictures_total counter")
          .contains("vedette_pictures_total 2.0\n")
          .contains("vedette_role_info{role=\"example\"} 1")
          .contains("jvm_memory_used_bytes{", "process_uptime_seconds ");
    }
  }

  @Test
  void metricsWantTheTokenAndHealthDoesNot() throws Exception {
    try (OperationsServer server = OperationsServer.start(withToken(), health, metrics)) {
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = get(server, "/metrics");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).doesNotContain("vedette_");
      assertThat(get(server, "/metrics", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(get(server, "/metrics", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
      String basic = Base64.getEncoder().encodeToString(("any:" + TOKEN).getBytes());
      assertThat(get(server, "/metrics", "Authorization", "Basic " + basic).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void anotherNameOfThisMachineIsRefused() throws Exception {
    try (OperationsServer server = open();
        Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes());
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain("vedette_");
    }
  }

  @Test
  void otherPathsAndMethodsAreRefusedInWords() throws Exception {
    try (OperationsServer server = open()) {
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
      assertThat(get(server, "/metrics/more").statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(
              HttpClient.newHttpClient()
                  .send(post, HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void itListensBeyondThisMachineWithTlsAndATokenOnly() {
    assertThatThrownBy(
            () ->
                OperationsServer.start(
                    new ServerAddress("0.0.0.0", 0, null, null, null, false), health, metrics))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("without TLS and a token");
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  OperationsServer.start(
                      ServerAddress.loopback(taken.getLocalPort()), health, metrics))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("operations: cannot listen on 127.0.0.1:")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void withACertificateItSpeaksTls() throws Exception {
    KeyStore keys = keys();
    byte[] certificate = keys.getCertificate("server").getEncoded();
    Path chain = pem("chain.pem", "CERTIFICATE", certificate);
    Path key =
        pem("key.pem", "PRIVATE KEY", keys.getKey("server", "secret".toCharArray()).getEncoded());
    try (OperationsServer server =
        OperationsServer.start(
            new ServerAddress("127.0.0.1", 0, chain, key, null, false), health, metrics)) {
      HttpResponse<String> ready =
          HttpClient.newBuilder()
              .sslContext(trusting(certificate))
              .build()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("https://127.0.0.1:" + server.port() + "/health/ready"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(ready.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFileThatIsNoKeyIsToldInOneLine() throws Exception {
    Path chain = pem("chain.pem", "CERTIFICATE", keys().getCertificate("server").getEncoded());
    Path key = Files.writeString(folder.resolve("key.pem"), "no key");
    assertThatThrownBy(
            () ->
                OperationsServer.start(
                    new ServerAddress("127.0.0.1", 0, chain, key, null, false), health, metrics))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key.pem: no private key in PKCS#8 form");
  }

  private KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .start();
    keytool.getOutputStream().close();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).describedAs(said).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, "secret".toCharArray());
      return keys;
    }
  }

  private Path pem(String name, String kind, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
  }

  private static SSLContext trusting(byte[] certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "server",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), new SecureRandom());
    return context;
  }
}
