package io.vedette.cli.demo;

import io.vedette.cli.config.ConfigFile;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.identity.AdminToken;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.cloud.identity.IdentityParts;
import io.vedette.cloud.rollout.BakeConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.proto.v1.Role;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes of the demo: writes the configuration file of every role into the demo's folder, as
 * for a deployment.
 */
final class DemoRoles {

  private static final String COORDINATOR = "coordinator";
  private static final String DASHBOARD = "dashboard";
  private static final String TEACHER = "teacher";
  private static final String DISTILLER = "distiller";

  /**
   * Lower priority than cameras and teacher, higher than the learners: with a niceness of 10 it
   * would get almost no processor time on a machine that is busy with other work.
   */
  private static final int DISTILLER_NICENESS = 4;

  /**
   * Half of the processors: agents, teacher and learners work beside it. Threads of one step wait
   * for each other, so on a busy machine two on two processors take many times as long as one.
   */
  private static final int DISTILLER_THREADS =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final DemoOptions options;
  private final DemoScenario scenario;
  private final DemoModels models;
  private final Path folder;
  private final Endpoint endpoint;

  DemoRoles(DemoOptions options, Path folder, DemoScenario scenario, DemoModels models)
      throws IOException {
    this.options = options;
    this.scenario = scenario;
    this.models = models;
    this.folder = folder;
    Path identity = folder.resolve(COORDINATOR).resolve(IdentityParts.FOLDER);
    this.endpoint =
        new Endpoint(
            "127.0.0.1",
            freePort(),
            true,
            identity.resolve("authority.pem"),
            identity.resolve(AdminToken.FILE));
  }

  /**
   * Where the coordinator listens, also after a restart, dialled as its admin. The files that it
   * names are there once the coordinator is ready.
   */
  Endpoint endpoint() {
    return endpoint;
  }

  /** The coordinator, dialled by one of the processes. */
  private Endpoint endpoint(String name) {
    return endpoint.with(DemoIdentities.of(folder, name));
  }

  /** The role to start first. */
  DemoRole first() throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    return configured(COORDINATOR, COORDINATOR, coordinator());
  }

  /** The dashboard, which has its identity already. */
  DemoRole dashboard() {
    return role(
        DASHBOARD,
        List.of(
            DASHBOARD,
            "--coordinator",
            endpoint.toString(),
            "--identity",
            DemoIdentities.of(folder, DASHBOARD).folder().toString(),
            "--port",
            Integer.toString(options.port())));
  }

  /** What the certificates of all processes but the coordinator say. */
  Map<String, Role> members() {
    Map<String, Role> members = new LinkedHashMap<>();
    members.put(DASHBOARD, Role.ROLE_DASHBOARD);
    members.put(TEACHER, Role.ROLE_TEACHER);
    members.put(DISTILLER, Role.ROLE_DISTILLER);
    for (int i = 1; i <= options.agents(); i++) {
      members.put(agent(i), Role.ROLE_DEVICE);
    }
    return members;
  }

  private static String agent(int number) {
    return "agent-" + number;
  }

  /** Teacher and distiller. */
  List<DemoRole> workers() throws IOException {
    return List.of(
        configured(
            TEACHER,
            TEACHER,
            new TeacherConfig(
                endpoint(TEACHER),
                models.teacher(),
                null,
                null,
                null,
                null,
                models.labels(),
                0,
                0,
                0,
                0,
                null)),
        configured(
            DISTILLER,
            DISTILLER,
            new DistillerConfig(
                endpoint(DISTILLER),
                null,
                folder.resolve(DISTILLER),
                0,
                DISTILLER_NICENESS,
                DISTILLER_THREADS,
                null,
                0,
                null)));
  }

  /**
   * The agents.
   *
   * @param start when their cameras begin
   */
  List<DemoRole> agents(Instant start) throws IOException {
    List<DemoRole> roles = new ArrayList<>();
    List<List<DemoScenario.Camera>> cameras = scenario.deal(options.agents(), folder, start);
    for (int i = 0; i < cameras.size(); i++) {
      String name = agent(i + 1);
      roles.add(configured(name, "agent", agent(name, cameras.get(i))));
    }
    return roles;
  }

  private CoordinatorConfig coordinator() {
    DemoTimings timings = options.timings();
    return new CoordinatorConfig(
        ServerAddress.loopback(endpoint.port()),
        folder.resolve(COORDINATOR),
        null,
        models.student(),
        null,
        null,
        null,
        new RoundConfig(
            false,
            timings.newVerdicts(),
            Math.min(2, options.agents()),
            timings.minInterval(),
            timings.maxWait(),
            null,
            timings.localEpochs(),
            0,
            0,
            timings.minExamples(),
            timings.maxExamples(),
            0,
            0),
        new DistillationConfig(
            0,
            timings.maxTraining(),
            0,
            timings.minAudits(),
            0,
            timings.distillEpochs(),
            0,
            0,
            0,
            0,
            0,
            null,
            0,
            null,
            0),
        timings.gates(),
        new RolloutConfig(
            false, null, null, null, null, null, new BakeConfig(timings.bake(), 0, 0, null, null)),
        null,
        null,
        null,
        IdentityConfig.defaults());
  }

  private AgentConfig agent(String name, List<DemoScenario.Camera> cameras) {
    return new AgentConfig(
        name,
        folder.resolve(name),
        models.student(),
        null,
        null,
        cameras.stream().map(c -> CameraConfig.of(c.id(), c.source()).withFps(c.fps())).toList(),
        endpoint(name),
        null,
        EscalationConfig.of(options.timings().budgetBitsPerSecond(), 0, 0, 0, 0, 0, 0),
        null,
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        null);
  }

  private DemoRole configured(String name, String command, Object config) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    ConfigFile.write(file, config);
    return role(name, List.of(command, "--config", file.toString()));
  }

  private DemoRole role(String name, List<String> arguments) {
    return new DemoRole(name, arguments, folder.resolve("logs").resolve(name + ".log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
