package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a dashboard, over real HTTP. */
class DashboardOperationsTest {

  private static final String TOKEN = "a-token-of-enough-characters";

  @TempDir Path folder;

  private RecordedCoordinator coordinator;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws IOException {
    coordinator = RecordedCoordinator.showing(Story.at(0));
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    dashboard =
        Dashboard.start(
            new DashboardConfig(coordinator.endpoint(), "127.0.0.1", 0, null, null, token, false));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(dashboard.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> signedIn(String path) throws Exception {
    return get(path, "Authorization", "Bearer " + TOKEN);
  }

  @Test
  void healthNeedsNoTokenAndMetricsDo() throws Exception {
    assertThat(get("health/live").statusCode()).isEqualTo(200);
    assertThat(get("health/ready").body()).isEqualTo("coordinator: ok\n");
    assertThat(get("metrics").statusCode()).isEqualTo(401);
    assertThat(get("health").statusCode()).isEqualTo(401);
    assertThat(signedIn("metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void withoutACoordinatorItLivesAndIsNotReady() throws Exception {
    coordinator.close();
    HttpResponse<String> ready = get("health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).startsWith("coordinator: ").doesNotContain("\n\n");
    assertThat(get("health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void callsAreCountedByMethodAndOutcome() throws Exception {
    signedIn("api/v1/GetSummary");
    signedIn("api/v1/GetDevice?agentId=nobody");
    signedIn("api/v1/NoSuchMethod");

    assertThat(signedIn("metrics").body())
        .contains(
            "vedette_dashboard_call_seconds_count{method=\"GetSummary\",outcome=\"ok\"} 1",
            "vedette_dashboard_call_seconds_count{method=\"GetDevice\",outcome=\"refused\"} 1",
            "vedette_dashboard_call_seconds_count{method=\"other\",outcome=\"refused\"} 1",
            "# TYPE vedette_dashboard_call_seconds histogram",
            "vedette_dashboard_streams 0.0",
            "vedette_role_info{role=\"dashboard\"} 1")
        .doesNotContain("NoSuchMethod");
  }
}
