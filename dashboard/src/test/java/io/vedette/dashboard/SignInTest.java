package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.wire.Endpoint;
import java.io.BufferedReader;
import java.io.InputStreamReader;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dashboard whose coordinator wants to know who somebody is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SignInTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private RecordedCoordinator coordinator;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws Exception {
    coordinator = RecordedCoordinator.showing(Story.at(0));
    coordinator.people.close();
    dashboard = Dashboard.start(DashboardConfig.loopback(coordinator.endpoint(), 0));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.close();
  }

  @Test
  void withoutASessionThereAreOnlyThePages() throws Exception {
    for (String path :
        List.of(
            "api/v1/GetSummary",
            "api/v1/ListDevices?format=csv",
            "api/v1/pictures/" + "%064d".formatted(5),
            "api/live",
            "api/who",
            "metrics")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).as(path).isEqualTo("{\"error\":\"sign in first\"}");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).as("no pop-up").isEmpty();
    }
    assertThat(post("api/v1/StartRound", "{}").statusCode()).isEqualTo(401);
    assertThat(put("api/v1/artifacts/" + "%064d".formatted(5), "model").statusCode())
        .isEqualTo(401);
    assertThat(get("health/live").statusCode()).isEqualTo(200);
    assertThat(get("api/v1/openapi.json").statusCode()).isEqualTo(200);
    assertThat(get("sign-in", "Accept", "text/html").statusCode()).isIn(200, 404);
    assertThat(coordinator.asked()).isEmpty();
    assertThat(coordinator.people.calls()).allMatch(call -> call.startsWith("dashboard "));
  }

  @Test
  void theCookieOfASessionIsForThisOriginAndNoScript() throws Exception {
    HttpResponse<String> in = signIn("operator");
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.body()).contains("\"name\":\"operator\"", "\"role\":\"operator\"");
    assertThat(in.body()).doesNotContain("vds_");
    assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("vedette_session=vds_")
        .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");

    String cookie = cookie(in);
    assertThat(get("api/who", "Cookie", cookie).body()).contains("\"kind\":\"session\"");
    assertThat(post("api/v1/StartRound", "{}", "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(coordinator.people.calls()).contains("operator StartRound");
    assertThat(coordinator.people.addresses()).containsExactly("127.0.0.1");
  }

  @Test
  void anApiTokenIsEnough() throws Exception {
    String bearer = "Bearer " + coordinator.people.apiToken("viewer");
    assertThat(get("api/v1/GetSummary", "Authorization", bearer).statusCode()).isEqualTo(200);
    assertThat(get("metrics", "Authorization", bearer).statusCode()).isEqualTo(200);
    assertThat(get("api/v1/GetSummary", "Authorization", bearer + "x").statusCode()).isEqualTo(401);
    assertThat(
            get("api/v1/GetSummary", "Authorization", "Bearer " + "x".repeat(5_000)).statusCode())
        .isEqualTo(401);
    assertThat(coordinator.people.calls()).contains("viewer GetSummary");
  }

  @Test
  void aRoleForOneDeploymentHasNoStreamOfTheWholeFleet() throws Exception {
    String bearer = "Bearer " + coordinator.people.apiToken("viewer", "boards");
    assertThat(get("api/live", "Authorization", bearer).statusCode()).isEqualTo(403);
    assertThat(get("api/who", "Authorization", bearer).body())
        .contains("\"deployments\":[\"boards\"]");
  }

  /** The dashboard's own token is for what it asks by itself. */
  @Test
  void aPersonNeverActsAsTheDashboard(@TempDir Path folder) throws Exception {
    dashboard.close();
    Path token =
        Files.writeString(folder.resolve("token"), coordinator.people.apiToken("admin") + "\n");
    Endpoint plain = coordinator.endpoint();
    dashboard =
        Dashboard.start(
            DashboardConfig.loopback(
                new Endpoint(plain.host(), plain.port(), false, null, token), 0));
    assertThat(get("api/v1/GetSummary").statusCode()).isEqualTo(401);
    String cookie = cookie(signIn("viewer"));
    assertThat(get("api/v1/GetSummary", "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(coordinator.people.calls())
        .contains("viewer GetSummary")
        .doesNotContain("admin GetSummary");
  }

  @Test
  void aForeignPageChangesNothingWithTheCookie() throws Exception {
    String cookie = cookie(signIn("admin"));
    String evil = "https://evil.example";
    assertThat(post("api/v1/StartRound", "{}", "Cookie", cookie, "Origin", evil).statusCode())
        .isEqualTo(403);
    assertThat(post("api/sign-in", "{}", "Origin", evil).statusCode()).isEqualTo(403);
    assertThat(post("api/sign-out", "{}", "Cookie", cookie, "Origin", evil).statusCode())
        .isEqualTo(403);
    assertThat(get("api/live", "Cookie", cookie, "Origin", evil).statusCode()).isEqualTo(403);
    HttpRequest form =
        request("api/v1/StartRound", "Cookie", cookie)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(coordinator.asked()).isEmpty();
    assertThat(get("", "Cookie", cookie).headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(get("").headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'", "script-src 'self'");
  }

  @Test
  void aRefusedSignInSaysWhyAndSetsNoCookie() throws Exception {
    HttpResponse<String> wrong = post("api/sign-in", "{\"user\":\"admin\",\"password\":\"wrong\"}");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo("{\"error\":\"name, password or code is wrong\"}");
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(post("api/sign-in", "{\"user\":7}").statusCode()).isEqualTo(400);
    assertThat(post("api/sign-in", "{\"user\":\"" + "x".repeat(9_000) + "\"}").statusCode())
        .isEqualTo(413);
    assertThat(get("api/sign-in").statusCode()).isEqualTo(404);
  }

  @Test
  void aLinkSignsInOnce() throws Exception {
    String body = "{\"link\":\"" + StoryPeople.LINK + "\"}";
    HttpResponse<String> in = post("api/sign-in", body);
    assertThat(get("api/who", "Cookie", cookie(in)).body()).contains("\"role\":\"admin\"");
    HttpResponse<String> again = post("api/sign-in", body);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("this link was used");
  }

  @Test
  void signingOutEndsTheSessionAndItsStreams() throws Exception {
    HttpResponse<String> in = signIn("viewer");
    String cookie = cookie(in);
    try (Socket live = live(cookie)) {
      BufferedReader stream = reader(live);
      await(stream, "event: snapshot");
      HttpResponse<String> out = post("api/sign-out", "{}", "Cookie", cookie);
      assertThat(out.statusCode()).isEqualTo(200);
      assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
      await(stream, "event: signed-out");
    }
    assertThat(get("api/who", "Cookie", cookie).statusCode()).isEqualTo(401);
    assertThat(get("api/v1/GetSummary", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  /** Within two pulses. */
  @Test
  void aStreamEndsWhenItsSessionDoes() throws Exception {
    String cookie = cookie(signIn("viewer"));
    try (Socket live = live(cookie)) {
      BufferedReader stream = reader(live);
      await(stream, "event: snapshot");
      coordinator.people.endSessions();
      await(stream, "event: signed-out");
    }
  }

  private Socket live(String cookie) throws Exception {
    Socket socket = new Socket("127.0.0.1", dashboard.port());
    socket.setSoTimeout(40_000);
    String head = "GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws Exception {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void await(BufferedReader stream, String line) throws Exception {
    String read = stream.readLine();
    while (read != null && !read.equals(line)) {
      read = stream.readLine();
    }
    assertThat(read).isEqualTo(line);
  }

  private HttpResponse<String> signIn(String role) throws Exception {
    return post("api/sign-in", "{\"user\":\"" + role + "\",\"password\":\"right-" + role + "\"}");
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return http.send(request(path, headers).GET().build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = request(path, headers).header("X-Vedette", "test");
    return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    HttpRequest.Builder request = request(path).header("X-Vedette", "test");
    return http.send(request.PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(dashboard.address() + path))
            .timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }
}
