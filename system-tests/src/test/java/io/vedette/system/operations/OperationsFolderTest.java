package io.vedette.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vedette.system.operations.PrometheusSamples.Sample;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder {@code operations}: what its alert rules and its board name is in a scrape of real
 * roles, every rule fires, and every rule has its runbook page.
 */
class OperationsFolderTest {

  private static final Path TOP = top();
  private static final Path FOLDER = TOP.resolve("operations");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir static Path directory;

  private static RunningRoles roles;
  private static List<Sample> scrape;

  private record Alert(String name, String expression, String runbook, String severity) {}

  /**
   * What makes a rule fire.
   *
   * @param alert its name
   * @param change of the newest scrape
   */
  private record Fault(String alert, UnaryOperator<Sample> change) {

    static Fault value(String alert, String metric, double value) {
      return new Fault(alert, s -> s.name().equals(metric) ? s.with(value) : s);
    }

    static Fault label(String alert, String metric, String label, String is, double value) {
      return new Fault(
          alert,
          s -> s.name().equals(metric) && is.equals(s.labels().get(label)) ? s.with(value) : s);
    }
  }

  private static final List<Fault> FAULTS =
      List.of(
          Fault.label("CoordinatorDown", "up", "job", "vedette-coordinator", 0),
          Fault.value("DiskNearlyFull", "vedette_disk_free_bytes", 1),
          Fault.value("CommitsFail", "vedette_commit_failures_total", 3),
          Fault.value("TeacherGone", "vedette_deployment_teachers", 0),
          Fault.value("VerdictQueueGrows", "vedette_frames_waiting", 1_500),
          new Fault(
              "VerdictsAreSlow",
              s ->
                  s.name().equals("vedette_verdict_delay_seconds_sum")
                      ? s.with(s.value() + 1_000)
                      : s.name().equals("vedette_verdict_delay_seconds_count")
                          ? s.with(s.value() + 10)
                          : s),
          Fault.label("DevicesAway", "vedette_devices", "state", "away", 5),
          Fault.label(
              "RolloutTurnedBack", "vedette_deployment_rollout_state", "state", "rolled_back", 1),
          Fault.label(
              "RolloutUndecided", "vedette_deployment_rollout_state", "state", "undecided", 1),
          Fault.value("NoNewVersion", "vedette_deployment_version_made_timestamp_seconds", 1e9),
          Fault.value("AlarmsStand", "vedette_alarms", 1),
          Fault.value("WorkerWithoutCoordinator", "vedette_coordinator_session", 0));

  @BeforeAll
  static void scrapeAll() throws Exception {
    roles = RunningRoles.start(directory);
    scrape = new ArrayList<>();
    for (Map.Entry<String, String> text : roles.scrapes().entrySet()) {
      scrape.addAll(PrometheusSamples.read("vedette-" + text.getKey(), text.getValue()));
    }
  }

  @AfterAll
  static void stop() {
    if (roles != null) {
      roles.close();
    }
  }

  private static Path top() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("operations"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : YAML.readTree(FOLDER.resolve("alerts.yml").toFile()).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        alerts.add(
            new Alert(
                rule.path("alert").asText(),
                rule.path("expr").asText(),
                rule.path("annotations").path("runbook").asText(),
                rule.path("labels").path("severity").asText()));
      }
    }
    return alerts;
  }

  private static List<String> panelExpressions() throws IOException {
    JsonNode board = new ObjectMapper().readTree(FOLDER.resolve("grafana-board.json").toFile());
    return board.findValuesAsText("expr");
  }

  private static Set<String> names() {
    return scrape.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyMetricOfAnAlertAndAPanelIsInARealScrape() throws Exception {
    List<String> expressions = new ArrayList<>(panelExpressions());
    assertThat(expressions).hasSizeGreaterThan(20);
    alerts().forEach(alert -> expressions.add(alert.expression()));
    assertThat(expressions)
        .allSatisfy(
            text ->
                assertThat(names())
                    .describedAs(text)
                    .containsAll(
                        PromExpression.parse(text.replace("$deployment", ".*")).metrics()));
  }

  @Test
  void everyAlertHasASeverityAndARunbookPageThatNamesIt() throws Exception {
    assertThat(alerts()).isNotEmpty();
    for (Alert alert : alerts()) {
      assertThat(alert.severity()).describedAs(alert.name()).isIn("page", "ticket");
      Path page = TOP.resolve(alert.runbook());
      assertThat(page).isRegularFile();
      assertThat(Files.readString(page)).contains("`" + alert.name() + "`");
    }
  }

  @Test
  void healthyRolesFireNoAlert() throws Exception {
    for (Alert alert : alerts()) {
      assertThat(fired(alert, sample -> sample)).describedAs(alert.name()).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyAlertFires() throws Exception {
    Map<String, Fault> faults =
        FAULTS.stream().collect(Collectors.toMap(Fault::alert, fault -> fault));
    return alerts().stream()
        .map(
            alert ->
                DynamicTest.dynamicTest(
                    alert.name(),
                    () -> {
                      assertThat(faults).containsKey(alert.name());
                      assertThat(fired(alert, faults.get(alert.name()).change())).isNotEmpty();
                    }));
  }

  private static List<Sample> fired(Alert alert, UnaryOperator<Sample> fault) {
    PrometheusSamples samples = PrometheusSamples.steady(healthy(), 61).then(fault);
    return PromExpression.parse(alert.expression()).evaluate(samples);
  }

  /** The scrape, with a disk that has room: how full the disk of a test is says nothing. */
  private static List<Sample> healthy() {
    return scrape.stream()
        .map(s -> s.name().equals("vedette_disk_free_bytes") ? s.with(5e11) : s)
        .map(s -> s.name().equals("vedette_disk_size_bytes") ? s.with(1e12) : s)
        .toList();
  }

  /** Prometheus' own checker, where it is installed. */
  @Test
  void promtoolAcceptsRulesAndConfiguration() throws Exception {
    Path promtool =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(promtool != null, "promtool is not installed");
    Process check =
        new ProcessBuilder(
                promtool.toString(), "check", "config", FOLDER.resolve("prometheus.yml").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(check.exitValue()).describedAs(said).isZero();
  }
}
