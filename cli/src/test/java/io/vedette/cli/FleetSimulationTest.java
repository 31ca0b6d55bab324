package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated fleet against a coordinator in a process of its own, each agent with its certificate.
 */
class FleetSimulationTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private JsonNode simulate(String... options) throws Exception {
    Path json = folder.resolve("report.json");
    List<String> arguments = new ArrayList<>(List.of("bench", "fleet", "--json=" + json));
    arguments.addAll(List.of(options));
    int code =
        Vedette.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(out.toString() + err).isZero();
    return JsonMapper.builder().build().readTree(json.toFile());
  }

  @Test
  void fiftyAgentsLoseNoFrameAndNoneIsCalledAway() throws Exception {
    JsonNode report = simulate("--agents=50", "--rate=20", "--for=5s", "--drain=5m");

    assertThat(report.get("away").asInt()).isZero();
    assertThat(report.get("unanswered").asInt()).isZero();
    assertThat(report.at("/minutes/0/online").asInt()).isEqualTo(50);
    assertThat(report.at("/minutes/0/accepted").asDouble()).isPositive();
    assertThat(out.toString())
        .contains("50 of 50 agents online", "on 50 connections", "| 1 | 50 |");
  }

  @Test
  @Tag("slow")
  void aRolloutAndARoundTakeEveryAgentAlong() throws Exception {
    JsonNode report =
        simulate(
            "--agents=300", "--rate=0", "--for=1s", "--rollout", "--round", "--training-time=2s");

    assertThat(report.at("/rollout/devices").asInt()).isEqualTo(300);
    assertThat(report.at("/round/devices").asInt()).isEqualTo(300);
  }

  @Test
  @Tag("slow")
  void everyAgentComesBackAfterARestart() throws Exception {
    JsonNode report =
        simulate("--agents=1000", "--rate=20", "--restart-after=5s", "--for=5s", "--drain=5m");

    assertThat(report.at("/restart/online_seconds").isNull()).isFalse();
    assertThat(report.at("/restart/away").asInt()).isZero();
  }

  @Test
  @Tag("slow")
  void killsUnderLoadLoseNothingAndChangeNoVerdict() throws Exception {
    JsonNode report = simulate("--agents=50", "--rate=100", "--for=1s", "--kill=20", "--drain=5m");

    assertThat(report.at("/kills/accepted").asInt()).isPositive();
    assertThat(report.at("/kills/lost").asInt()).isZero();
    assertThat(report.at("/kills/changed").asInt()).isZero();
    assertThat(report.at("/kills/confirmed").asInt()).isPositive();
  }

  @Test
  @Tag("slow")
  void aSlowDiskLosesNothing() throws Exception {
    JsonNode report =
        simulate("--agents=50", "--rate=50", "--for=10s", "--sync-delay=50ms", "--drain=5m");

    assertThat(report.get("unanswered").asInt()).isZero();
    assertThat(report.get("away").asInt()).isZero();
  }

  @Test
  void tooFewConnectionsAreRefusedInOneLine() {
    int code =
        Vedette.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(
                "fleet",
                "simulate",
                "--coordinator=127.0.0.1:1",
                "--agents=100",
                "--connections=2");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--connections: a connection carries 31 agents; give at least 4");
  }
}
