package io.vedette.system.operations;

import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.DistillerWorker;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.cloud.worker.TeacherWorker;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of each role, in this JVM, with a camera whose frames get verdicts. */
final class RunningRoles implements AutoCloseable {

  private static final int PATIENCE_MINUTES = 10;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();

  private RunningRoles() {}

  static RunningRoles start(Path folder) throws Exception {
    RunningRoles roles = new RunningRoles();
    try {
      roles.open(folder);
      return roles;
    } catch (Exception | Error e) {
      roles.close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T add(T role) {
    opened.add(0, role);
    return role;
  }

  private void open(Path folder) throws Exception {
    Path model = folder.resolve("student.onnx");
    Yolo11.build(
            new Yolo11.Choices(
                List.of("open", "short"), 64, 0.33, 0.125, 128, Activation.RELU, 8, false, false),
            1)
        .write(model);
    ServerAddress free = ServerAddress.loopback(0);
    Coordinator coordinator =
        add(
            Coordinator.start(
                new CoordinatorConfig(
                    free,
                    folder.resolve("data"),
                    null,
                    model,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    free,
                    null,
                    null)));
    Endpoint endpoint = Endpoint.plain("127.0.0.1", coordinator.port());
    TeacherWorker teacher =
        add(
            TeacherWorker.start(
                new TeacherConfig(
                    endpoint, model, null, null, null, null, null, 0, 0, 0, 0, free)));
    DistillerWorker distiller =
        add(
            DistillerWorker.start(
                new DistillerConfig(
                    endpoint, null, folder.resolve("distiller"), 0, 0, 0, null, 0, free)));
    Dashboard dashboard = add(Dashboard.start(DashboardConfig.loopback(endpoint, 0)));
    int agentPort = freePort();
    Agent agent = add(Agent.start(agent(folder, model, endpoint, agentPort)));
    addresses.put("coordinator", "http://127.0.0.1:" + coordinator.operationsPort());
    addresses.put("teacher", "http://127.0.0.1:" + teacher.operationsPort());
    addresses.put("distiller", "http://127.0.0.1:" + distiller.operationsPort());
    addresses.put("dashboard", "http://127.0.0.1:" + dashboard.port());
    addresses.put("agent", "http://127.0.0.1:" + agentPort);
    agent.firstAnswer().toCompletableFuture().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    get(addresses.get("dashboard") + "/api/v1/GetSummary");
    await("vedette_verdicts_total\\{deployment=\"default\"} [1-9]");
    await("vedette_deployment_audited_frames");
    // Pauses have no metric before the first one.
    System.gc();
    await("jvm_gc_pause_seconds_sum");
  }

  private static AgentConfig agent(Path folder, Path model, Endpoint endpoint, int port) {
    return new AgentConfig(
        "a1",
        folder.resolve("agent"),
        model,
        null,
        null,
        List.of(CameraConfig.of("line", "generated:boards?seed=3").withFps(5)),
        endpoint,
        null,
        EscalationConfig.of(1e9, 10, 0.33, 1, 0, 80, 1),
        null,
        null,
        null,
        port,
        null,
        null,
        null,
        null,
        null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void await(String pattern) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (!java.util.regex.Pattern.compile(pattern)
        .matcher(get(addresses.get("coordinator") + "/metrics"))
        .find()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(pattern + " did not come within " + PATIENCE_MINUTES + " min");
      }
      Thread.sleep(200);
    }
  }

  /** The metrics of each role, by its name. */
  Map<String, String> scrapes() throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, String> role : addresses.entrySet()) {
      texts.put(role.getKey(), get(role.getValue() + "/metrics"));
    }
    return texts;
  }

  private static String get(String address) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(address + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    for (AutoCloseable role : opened) {
      try {
        role.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
