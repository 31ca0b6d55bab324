package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.wire.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard answers, and to whom. */
class DashboardTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private RecordedCoordinator coordinator;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws IOException {
    coordinator = RecordedCoordinator.showing(Story.at(0));
    dashboard = Dashboard.start(DashboardConfig.loopback(coordinator.endpoint(), 0));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.close();
  }

  @Test
  void summaryIsTheCoordinatorsWithNumbersAsNumbers() throws Exception {
    HttpResponse<String> answer = get("api/v1/GetSummary");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body())
        .startsWith("{\"atMs\":1")
        .contains("\"accepted\":1284,")
        .contains("\"version\":{\"name\":\"student\",\"number\":3}");
  }

  @Test
  void listsTakeTheirFiltersFromTheAddress() throws Exception {
    assertThat(get("api/v1/ListDevices?text=LINE-2&sort=fps&descending=true").body())
        .contains("\"agentId\":\"line-2\"", "\"state\":\"online\"", "\"total\":1")
        .doesNotContain("line-1");
    assertThat(get("api/v1/ListDevices?pageSize=2").body()).contains("\"nextPageToken\":\"2\"");
    assertThat(get("api/v1/GetDevice?agentId=line-1").body()).contains("\"cameras\":[{");
    assertThat(get("api/v1/GetDevice?agentId=line-9").statusCode()).isEqualTo(404);
    assertThat(get("api/v1/ListRolloutMembers?rolloutId=rollout-2&states=self-test").body())
        .contains("line-2")
        .doesNotContain("line-1");
    assertThat(get("api/v1/ListDevices?states=asleep").body())
        .isEqualTo("{\"error\":\"'states' cannot be 'asleep'\"}");
    assertThat(get("api/v1/ListDevices?pageSize=many").statusCode()).isEqualTo(400);
  }

  @Test
  void picturesOfFramesAreServedAndNothingElse() throws Exception {
    HttpRequest picture =
        HttpRequest.newBuilder(
                URI.create(dashboard.address() + "api/v1/pictures/" + "%064d".formatted(5)))
            .build();
    HttpResponse<byte[]> answer = http.send(picture, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).endsWith("immutable");
    assertThat(answer.body()).isEqualTo(StorySnapshots.board(5));

    assertThat(get("api/v1/pictures/" + StoryFrames.MODEL).statusCode()).isEqualTo(404);
    assertThat(get("api/v1/pictures/" + StoryFrames.MODEL).body())
        .isEqualTo("{\"error\":\"no frame has this picture\"}");
    assertThat(get("api/v1/pictures/" + "e".repeat(64)).statusCode()).isEqualTo(404);
    assertThat(get("api/v1/pictures/..%2fmodel").statusCode()).isEqualTo(400);
  }

  @Test
  void everythingTellsBrowsersToStayHere() throws Exception {
    for (String path :
        new String[] {"", "health", "api/v1/GetSummary", "api/nothing", "assets/nothing.js"}) {
      var headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .startsWith("default-src 'none'; script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    }
    assertThat(get("api/nothing").statusCode()).isEqualTo(404);
    assertThat(get("assets/nothing.js").statusCode()).isEqualTo(404);
    assertThat(get("assets/../../io/vedette/dashboard/Dashboard.class").body())
        .doesNotContain("io/vedette");
  }

  @Test
  void changesNeedTheHeaderAndOurOrigin() throws Exception {
    assertThat(post("api/v1/StartRound", "{}").statusCode()).isEqualTo(403);
    assertThat(
            post("api/v1/StartRound", "{}", "X-Vedette", "1", "Origin", "http://elsewhere.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(coordinator.asked()).isEmpty();
    assertThat(post("api/v1/StartRound", "{}", "X-Vedette", "1").statusCode()).isEqualTo(200);
    String ours = "http://127.0.0.1:" + dashboard.port();
    assertThat(post("api/v1/StartRound", "{}", "X-Vedette", "1", "Origin", ours).statusCode())
        .isEqualTo(200);
    assertThat(coordinator.asked()).containsExactly("round", "round");
  }

  @Test
  void namesThatOnlyResolveToThisMachineAreRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", dashboard.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/GetSummary HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).contains("421");
    }
  }

  @Test
  void badRequestsAreNamedBeforeTheyAreForwarded() throws Exception {
    assertThat(get("api/nothing").statusCode()).isEqualTo(404);
    assertThat(post("api/v1/StartRollout", "[]", "X-Vedette", "1").body())
        .isEqualTo("{\"error\":\"the body must be a JSON object\"}");
    assertThat(post("api/v1/StartRollout", "{\"version\":\"3\"}", "X-Vedette", "1").body())
        .isEqualTo(
            "{\"error\":\"'version' is no field of StartRolloutRequest; it has reference\"}");
    HttpResponse<String> long1 =
        post("api/v1/PauseRollout", "{\"why\":\"" + "x".repeat(1025) + "\"}", "X-Vedette", "1");
    assertThat(long1.statusCode()).isEqualTo(400);
    assertThat(long1.body()).isEqualTo("{\"error\":\"why: 1025 bytes, at most 1024\"}");
    assertThat(post("api/v1/StartRound", "x".repeat(300_000), "X-Vedette", "1").statusCode())
        .isEqualTo(413);
    assertThat(get("api/v1/ListDevices?stats=away").body()).contains("'stats' is no field");
    assertThat(get("api/v1/ListDevices?attention=yes").statusCode()).isEqualTo(400);
    assertThat(get("api/v1/ListDevices?pageSize=1&pageSize=2").statusCode()).isEqualTo(400);
    assertThat(get("api/v1/ListDevices?pageSize=101").body())
        .isEqualTo("{\"error\":\"pageSize: 101 is outside of 0 to 100\"}");
    assertThat(coordinator.asked()).isEmpty();
  }

  @Test
  void refusalsOfTheCoordinatorKeepTheirWords() throws Exception {
    HttpResponse<String> answer = post("api/v1/AbortRollout", "{}", "X-Vedette", "1");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("{\"error\":\"it is over already\"}");
    assertThat(get("api/v1/GetVersion?reference=student:99").statusCode()).isEqualTo(404);
    coordinator.close();
    HttpResponse<String> away = get("api/v1/GetSummary");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("cannot be reached");
  }

  @Test
  void portInUseIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DashboardConfig config =
          DashboardConfig.loopback(coordinator.endpoint(), taken.getLocalPort());
      assertThatThrownBy(() -> Dashboard.start(config))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot serve the dashboard on 127.0.0.1:%d: the port is in use; stop what listens"
                  + " there or choose another with --port",
              taken.getLocalPort());
    }
  }

  @Test
  void beyondThisMachineOnlyWithTlsAndPeopleWhoSignIn(@TempDir Path folder) throws Exception {
    Endpoint at = coordinator.endpoint();
    assertThatThrownBy(
            () -> Dashboard.start(new DashboardConfig(at, "0.0.0.0", 0, null, null, null, false)))
        .hasMessageContaining("without TLS");

    SelfSigned files = SelfSigned.in(folder);
    try (Dashboard open =
        Dashboard.start(
            new DashboardConfig(at, "0.0.0.0", 0, files.certificate(), files.key(), null, false))) {
      HttpResponse<String> refused = files.get(open, "api/v1/GetSummary");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("the coordinator asks nobody who he is");
    }
    coordinator.people.close();
    try (Dashboard closed =
        Dashboard.start(
            new DashboardConfig(at, "0.0.0.0", 0, files.certificate(), files.key(), null, false))) {
      assertThat(files.get(closed, "api/v1/GetSummary").statusCode()).isEqualTo(401);
    }
    Dashboard.start(new DashboardConfig(at, "0.0.0.0", 0, null, null, null, true)).close();
  }

  @Test
  void tokenIsAskedForAndNeverEchoed(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "correct horse battery\n");
    dashboard.close();
    dashboard =
        Dashboard.start(
            new DashboardConfig(coordinator.endpoint(), "127.0.0.1", 0, null, null, token, false));
    HttpResponse<String> refused = get("api/v1/GetSummary");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("me:correct horse battery".getBytes(StandardCharsets.UTF_8));
    assertThat(get("api/v1/GetSummary", "Authorization", basic).statusCode()).isEqualTo(200);
    assertThat(
            get("api/v1/GetSummary", "Authorization", "Bearer correct horse battery").statusCode())
        .isEqualTo(200);
    assertThat(get("api/v1/GetSummary", "Authorization", "Bearer wrong horse battery").statusCode())
        .isEqualTo(401);
    assertThat(get("", "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
    assertThat(coordinator.people.tokens()).as("what the coordinator saw").containsOnly("");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(dashboard.address() + path))
            .timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
