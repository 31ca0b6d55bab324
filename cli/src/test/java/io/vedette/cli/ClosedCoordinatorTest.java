package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.proto.v1.CreateSignInLinkRequest;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** People at a coordinator that speaks TLS and wants to know who somebody is. */
final class ClosedCoordinatorTest {

  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Coordinator coordinator;
  private static Path identity;

  private String out = "";
  private String err = "";

  @BeforeAll
  static void start() throws Exception {
    ServerAddress closed = new ServerAddress("127.0.0.1", 0, null, null, null, false);
    coordinator =
        Coordinator.start(
            CoordinatorConfig.of(closed, shared.resolve("data")).with(IdentityConfig.defaults()));
    identity = shared.resolve("data/identity");
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private static Endpoint endpoint(Path token) {
    return new Endpoint(
        "127.0.0.1", coordinator.port(), true, identity.resolve("authority.pem"), token);
  }

  @Test
  void theAdminOfTheFirstHourAddsPeopleWhoSignIn() throws Exception {
    assertThat(run("fleet", "list")).isEqualTo(1);
    assertThat(err).contains("sign in").hasLineCount(1);

    String password = Files.writeString(folder.resolve("password"), PASSWORD + "\n").toString();
    assertThat(asAdmin("user", "add", "vera", "--password-file", password)).as(err).isZero();
    assertThat(asAdmin("user", "add", "otto", "--role", "operator", "--password-file", password))
        .as(err)
        .isZero();

    assertThat(run("sign-in", "vera", "--password-file", password)).as(err).isZero();
    assertThat(run("fleet", "list")).as(err).isZero();
    assertThat(run("round", "start")).isEqualTo(1);
    assertThat(err).contains("a viewer may not StartRound: it needs an operator");
    assertThat(run("user", "list")).isEqualTo(1);
    assertThat(run("sign-out")).as(err).isZero();
    assertThat(run("fleet", "list")).isEqualTo(1);

    try (Dashboard dashboard =
        Dashboard.start(DashboardConfig.loopback(endpoint(dashboardsToken()), 0))) {
      assertThat(post(dashboard, "api/v1/GetSummary", "", "").statusCode()).isEqualTo(401);
      String vera = signIn(dashboard, "{\"user\":\"vera\",\"password\":\"" + PASSWORD + "\"}");
      HttpResponse<String> refused = post(dashboard, "api/v1/CollectGarbage", "{}", vera);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("a viewer may not CollectGarbage");
      String otto = signIn(dashboard, "{\"user\":\"otto\",\"password\":\"" + PASSWORD + "\"}");
      assertThat(
              post(
                      dashboard,
                      "api/v1/ApplyDeployment",
                      "{\"spec\":\"{\\\"name\\\":\\\"films\\\",\\\"selector\\\":\\\"line=films\\\"}\"}",
                      otto)
                  .statusCode())
          .isEqualTo(200);
      assertThat(events("deployment")).extracting(e -> e.getSubject().getWho()).contains("otto");

      String link = "{\"link\":\"" + link() + "\"}";
      String admin = signIn(dashboard, link);
      assertThat(get(dashboard, "api/v1/ListUsers", admin).body())
          .contains("\"name\":\"vera\"", "\"name\":\"otto\"");
      assertThat(post(dashboard, "api/sign-in", link, "").statusCode()).isEqualTo(401);

      assertThat(asAdmin("user", "remove", "otto")).as(err).isZero();
      assertThat(post(dashboard, "api/v1/CollectGarbage", "{}", otto).statusCode()).isEqualTo(401);
    }
    assertThat(asAdmin("user", "remove", "vera")).isZero();
    assertThat(asAdmin("token", "revoke", "dashboard")).isZero();
  }

  private Path dashboardsToken() {
    Path token = folder.resolve("dashboard-token");
    assertThat(asAdmin("token", "create", "dashboard", "--output", token.toString()))
        .as(err)
        .isZero();
    return token;
  }

  private static String link() throws Exception {
    try (CoordinatorClient client =
        new CoordinatorClient(endpoint(identity.resolve("admin-token")))) {
      return client
          .ask(s -> s.createSignInLink(CreateSignInLinkRequest.getDefaultInstance()))
          .getCode();
    }
  }

  private static List<Event> events(String topic) throws Exception {
    try (CoordinatorClient client =
        new CoordinatorClient(endpoint(identity.resolve("admin-token")))) {
      return client
          .ask(s -> s.listEvents(ListEventsRequest.newBuilder().setTopic(topic).build()))
          .getEventsList();
    }
  }

  private static String signIn(Dashboard dashboard, String body) throws Exception {
    HttpResponse<String> in = post(dashboard, "api/sign-in", body, "");
    assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
    return in.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
  }

  private static HttpResponse<String> post(
      Dashboard dashboard, String path, String body, String cookie) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(dashboard.address() + path)).header("X-Vedette", "test");
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return HttpClient.newHttpClient()
        .send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(Dashboard dashboard, String path, String cookie)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(dashboard.address() + path))
            .header("Cookie", cookie)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private int asAdmin(String... arguments) {
    return execute(
        Stream.concat(
            Stream.of(arguments),
            Stream.of("--coordinator-token-file", identity.resolve("admin-token").toString())));
  }

  private int run(String... arguments) {
    return execute(Stream.of(arguments));
  }

  private int execute(Stream<String> arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    String[] all =
        Stream.concat(
                arguments,
                Stream.of(
                    "--coordinator",
                    "127.0.0.1:" + coordinator.port(),
                    "--coordinator-authority",
                    identity.resolve("authority.pem").toString()))
            .toArray(String[]::new);
    CommandLine line = Vedette.commandLine(all);
    int code =
        line.setOut(new PrintWriter(outText, true))
            .setErr(new PrintWriter(errText, true))
            .execute(all);
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
