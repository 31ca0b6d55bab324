package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.rollout.BakeConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.detector.graph.Graph;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version judged in the field: a coordinator and agents on generated boards, without gates. */
final class JudgedRolloutTest {

  private static final Path STUDENT = Path.of("../models/boards-student.onnx");
  private static final String CLASS_BIAS = "head\\.\\d\\.cls3\\.bias";
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  @TempDir Path folder;

  private Coordinator coordinator;
  private final List<Agent> agents = new ArrayList<>();
  private String out = "";

  @BeforeEach
  void start() throws Exception {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                folder.resolve("centre"),
                null,
                STUDENT,
                new FleetConfig(Duration.ofMillis(500), 60, 0),
                null,
                null,
                null,
                null,
                null,
                new RolloutConfig(
                    true,
                    Duration.ofMinutes(5),
                    null,
                    null,
                    null,
                    null,
                    new BakeConfig(Duration.ofSeconds(2), 100, 20, null, null)),
                null,
                null,
                null,
                null));
    for (String name : List.of("press-1", "press-2")) {
      agents.add(agent(name));
    }
    await("both run the first version", () -> run("fleet", "list") == 0 && count("student:1") == 2);
  }

  @AfterEach
  void stop() {
    agents.forEach(Agent::close);
    coordinator.close();
  }

  private Agent agent(String name) throws Exception {
    return Agent.start(
        new AgentConfig(
                name,
                folder.resolve(name),
                STUDENT,
                null,
                null,
                List.of(
                    CameraConfig.of("line", "generated:boards?seed=" + name.hashCode() % 100)
                        .withFps(10)),
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null)
            .with(Endpoint.plain("127.0.0.1", coordinator.port())));
  }

  @Test
  void aVersionThatSeesNothingStopsAtTheCanaryAndGoesBack() throws Exception {
    await("a past", () -> agents.stream().allMatch(agent -> answered(agent) > 200));
    Path blind = folder.resolve("blind.onnx");
    blind(Graph.read(STUDENT)).write(blind);
    assertThat(run("model", "import", "--name", "student", "--model", blind.toString())).isZero();
    assertThat(run("rollout", "start", "student:2")).isZero();

    await("turned back", () -> run("rollout", "show", "o-1") == 0 && out.contains("rolled-back"));

    assertThat(out)
        .contains("it does badly in the field: ")
        .contains("on press-1")
        .containsPattern("press-1 +canary +rolled-back")
        .containsPattern("press-2 +wave 1 +waiting");
    await("back", () -> run("fleet", "list") == 0 && count("student:1") == 2);
  }

  private static long answered(Agent agent) {
    return agent.status().cameras().get(0).frames();
  }

  /** The same network, whose last layers of classes give no score. */
  private static Graph blind(Graph graph) throws Exception {
    Weights weights = GraphWeights.of(graph);
    Map<String, Weights.Values> changed = new LinkedHashMap<>();
    weights
        .byName()
        .forEach(
            (name, values) -> {
              if (name.matches(CLASS_BIAS)) {
                float[] low = values.data().clone();
                Arrays.fill(low, -30);
                changed.put(name, new Weights.Values(values.shape(), low));
              }
            });
    assertThat(changed).isNotEmpty();
    return GraphWeights.into(graph, new Weights(changed));
  }

  private long count(String version) {
    return out.lines().filter(line -> line.contains(version)).count();
  }

  private int run(String... arguments) {
    StringWriter text = new StringWriter();
    String[] all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--coordinator", "127.0.0.1:" + coordinator.port()))
            .toArray(String[]::new);
    int code =
        Vedette.commandLine()
            .setOut(new PrintWriter(text))
            .setErr(new PrintWriter(text))
            .execute(all);
    out = text.toString();
    return code;
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what + ":\n" + out).isLessThan(end);
      Thread.sleep(200);
    }
  }
}
