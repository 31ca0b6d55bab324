package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.DistillerWorker;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.cloud.worker.TeacherWorker;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a coordinator and its workers, scraped over real HTTP. */
class OperationsTest {

  @TempDir Path directory;

  private Path student;
  private Coordinator coordinator;

  @BeforeEach
  void start() throws IOException {
    student = directory.resolve("student.onnx");
    Yolo11.build(
            new Yolo11.Choices(
                List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false),
            1)
        .write(student);
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                directory.resolve("data"),
                null,
                student,
                new FleetConfig(null, 60, 0),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                ServerAddress.loopback(0),
                null,
                null));
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  private Endpoint endpoint() {
    return Endpoint.plain("127.0.0.1", coordinator.port());
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Double> scrape(int port) throws Exception {
    return get(port, "/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  @Test
  void aCoordinatorIsLiveAndReadyAndSaysWhy() throws Exception {
    assertThat(get(coordinator.operationsPort(), "/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get(coordinator.operationsPort(), "/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .isEqualTo("start: ok\nport: ok\nstore: ok\ndisk: ok\ncontrol loops: ok\n");
  }

  @Test
  void aFrameIsSeenInTheMetricsOfCoordinatorAndTeacherWithoutItsDevice() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0);
        TeacherWorker teacher =
            TeacherWorker.start(
                new TeacherConfig(
                    endpoint(),
                    student,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    0,
                    0,
                    0,
                    ServerAddress.loopback(0)))) {
      agent.escalate(Scratch.frameId(0), Scratch.jpeg(1));
      agent.escalate("not-a-picture", new byte[] {1, 2, 3, 4});
      agent.reply(r -> r.hasRejected());
      agent.reply(r -> r.hasVerdict());

      Map<String, Double> centre = scrape(coordinator.operationsPort());
      String usual = "{deployment=\"default\"}";
      assertThat(centre)
          .containsEntry("vedette_frames_accepted_total" + usual, 1.0)
          .containsEntry("vedette_verdicts_total" + usual, 1.0)
          .containsEntry("vedette_verdict_delay_seconds_count" + usual, 1.0)
          .containsEntry(
              "vedette_frames_refused_total{deployment=\"default\",reason=\"invalid\"}", 1.0)
          .containsEntry(
              "vedette_frames_refused_total{deployment=\"default\",reason=\"quota\"}", 0.0)
          .containsEntry("vedette_frames_waiting", 0.0)
          .containsEntry("vedette_frames_waiting_limit", 2000.0)
          .containsEntry("vedette_teachers_connected", 1.0)
          .containsEntry("vedette_deployment_teachers" + usual, 1.0)
          .containsEntry("vedette_devices{state=\"online\"}", 1.0)
          .containsEntry("vedette_commit_pictures_total", 1.0)
          .containsEntry(
              "vedette_deployment_rollout_state{deployment=\"default\",state=\"rolled_back\"}",
              0.0);
      assertThat(centre.get("vedette_disk_syncs_total{part=\"pictures\"}")).isPositive();
      assertThat(centre.get("vedette_disk_syncs_total{part=\"store\"}")).isPositive();
      assertThat(centre.get("vedette_controller_task_seconds_count{loop=\"teaching\"}"))
          .isPositive();
      assertThat(centre.get("vedette_deployment_version_made_timestamp_seconds" + usual))
          .isPositive();
      assertThat(centre.get("vedette_store_size_bytes")).isPositive();
      assertThat(centre.keySet()).noneMatch(name -> name.contains("agent-1"));

      assertThat(get(teacher.operationsPort(), "/health/ready").statusCode()).isEqualTo(200);
      assertThat(scrape(teacher.operationsPort()))
          .containsEntry("vedette_teacher_pictures_total{result=\"answered\"}", 1.0)
          .containsEntry("vedette_teacher_batch_seconds_count", 1.0)
          .containsEntry("vedette_coordinator_session", 1.0);
    }
  }

  @Test
  void eachMeterOfOursHasHelpAndType() throws Exception {
    String text = get(coordinator.operationsPort(), "/metrics").body();
    List<String> typed =
        text.lines()
            .filter(line -> line.startsWith("# TYPE vedette_"))
            .map(line -> line.split(" ")[2])
            .toList();
    assertThat(typed).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(typed)
        .allSatisfy(name -> assertThat(text).containsPattern("# HELP " + name + " [^ \\n][^\\n]*"));
  }

  @Test
  void aWorkerWithoutACoordinatorLivesAndIsNotReady() throws Exception {
    Endpoint gone = endpoint();
    coordinator.close();
    try (DistillerWorker distiller =
        DistillerWorker.start(
            new DistillerConfig(
                gone,
                null,
                directory.resolve("distiller"),
                0,
                0,
                0,
                null,
                0,
                ServerAddress.loopback(0)))) {
      HttpResponse<String> ready = get(distiller.operationsPort(), "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("session: there is no connection to the coordinator\n");
      assertThat(get(distiller.operationsPort(), "/health/live").statusCode()).isEqualTo(200);
      assertThat(scrape(distiller.operationsPort()))
          .containsEntry("vedette_distiller_running", 0.0)
          .containsEntry("vedette_distiller_jobs_total{result=\"done\"}", 0.0);
    }
  }
}
