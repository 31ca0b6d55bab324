package io.vedette.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cli.coordinator.RunningDemo;
import io.vedette.proto.v1.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demo always reports, whatever becomes of its processes. They are shell scripts here. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoTest {

  private static final String READY = "echo \"ready: $1 http://127.0.0.1:1/\"; exec sleep 600";

  /** There is no coordinator to enroll at. */
  private static final DemoAccess NOBODY =
      new DemoAccess() {
        @Override
        public void prepare(String name) {}

        @Override
        public void enroll(Role role, String name) {}

        @Override
        public String signInPath() {
          return "sign-in#code";
        }

        @Override
        public void close() {}
      };

  @TempDir Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @BeforeEach
  void theModelsAreThere() {
    System.setProperty("vedette.home", "..");
  }

  @AfterEach
  void forget() {
    System.clearProperty("vedette.home");
  }

  @Test
  void aRoleThatCannotStartIsTheReasonInTheReport() throws Exception {
    DemoReport report =
        demo("[ $1 = coordinator ] && { echo 'the disk is full'; exit 1; }; " + READY).run();
    assertThat(report.failure())
        .startsWith("coordinator ended before it was ready: the disk is full (log: ");
    assertThat(report.learnt()).isFalse();
    assertThat(told()).contains("the demo ends: coordinator ended before it was ready");
    assertNothingRuns();
  }

  @Test
  void anAgentThatDiesBeforeItIsReadyEndsTheDemoWithAReport() throws Exception {
    DemoReport report = demo("[ $1 = agent ] && { echo 'no model'; exit 1; }; " + READY).run();
    assertThat(report.failure()).contains("agent-").contains("no model");
    assertNothingRuns();
  }

  @Test
  void whoInterruptsItWhileItStartsGetsTheReport() throws Exception {
    Demo demo = demo("exec sleep 600");
    CompletableFuture<DemoReport> running = CompletableFuture.supplyAsync(() -> run(demo));
    while (!told().contains("starting: coordinator")) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    demo.interrupt();
    DemoReport report = running.get(1, TimeUnit.MINUTES);
    assertThat(report.failure()).isNull();
    assertThat(report.outcome()).isEqualTo("The fleet did not learn: no agent had reported yet.");
    assertNothingRuns();
  }

  @Test
  void otherCommandsFindItWhileItRuns() throws Exception {
    Demo demo = demo(READY);
    Path file = folder.resolve("demo").resolve(RunningDemo.FILE);
    CompletableFuture<DemoReport> running = CompletableFuture.supplyAsync(() -> run(demo));
    while (!Files.exists(file)) {
      assertThat(running).isNotDone();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    JsonNode address = new ObjectMapper().readTree(file.toFile());
    assertThat(address.get("dashboard").asText()).isEqualTo("http://127.0.0.1:1/");
    assertThat(address.get("coordinator").asText()).startsWith("127.0.0.1:");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(address.get("tls").asBoolean()).isTrue();
    assertThat(address.get("token_file").asText()).endsWith("coordinator/identity/admin-token");
    assertThat(told()).contains("open http://127.0.0.1:1/sign-in#code\n");
    demo.interrupt();
    running.get(1, TimeUnit.MINUTES);
    assertThat(file).doesNotExist();
  }

  @Test
  void withoutItsScriptNothingBegins() {
    Demo demo = new Demo(options(), folder.resolve("none"), output());
    assertThatThrownBy(demo::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("start the demo with the vedette script");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theReportKeepsItsKeys() throws Exception {
    Path file = folder.resolve("report.json");
    DemoReport.VersionLine version =
        new DemoReport.VersionLine(
            "student:1", null, null, null, "fp32", 1, "nothing was held out");
    new DemoReport(
            "boards",
            1,
            1,
            10,
            5,
            1,
            100,
            2,
            List.of(),
            List.of(version),
            List.of(),
            null,
            version,
            version,
            1306,
            0,
            0,
            java.util.Map.of(),
            null,
            "It cannot be told.",
            null)
        .write(file);
    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.fieldNames())
        .toIterable()
        .contains(
            "frames",
            "escalated",
            "escalated_bytes",
            "verdicts",
            "rounds",
            "versions",
            "rollouts",
            "waiting_escalations",
            "lost_escalations",
            "camera_gap_ms_max",
            "learnt",
            "outcome",
            "failure");
    assertThat(report.get("waiting_escalations").asInt()).isEqualTo(1306);
    assertThat(report.at("/versions/0").fieldNames())
        .toIterable()
        .contains("version", "AP50", "AP", "why");
  }

  private static DemoReport run(Demo demo) {
    try {
      return demo.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A demo whose roles are this script; the role's name is its first argument. */
  private Demo demo(String script) throws IOException {
    Path launcher = folder.resolve("vedette");
    Files.writeString(launcher, "#!/usr/bin/env bash\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    return new Demo(options(), launcher, output(), (coordinator, at) -> NOBODY);
  }

  private DemoOptions options() {
    return new DemoOptions(
        List.of(),
        1,
        Duration.ofMinutes(10),
        0,
        folder.resolve("demo"),
        null,
        null,
        null,
        2,
        Duration.ofSeconds(60),
        DemoTimings.demo());
  }

  private DemoOutput output() {
    return DemoOutput.lines(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  private String told() {
    return told.toString(StandardCharsets.UTF_8);
  }

  private static void assertNothingRuns() {
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 600"));
  }
}
