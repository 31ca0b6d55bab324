package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Deployments by files and commands, on a real coordinator. */
final class DeploymentCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("../examples/deployments");

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Coordinator coordinator;

  private String out = "";
  private String err = "";

  @BeforeAll
  static void startACoordinator() throws Exception {
    coordinator =
        Coordinator.start(CoordinatorConfig.of(ServerAddress.loopback(0), shared.resolve("data")));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @AfterEach
  void deleteAll() {
    run("deployment", "delete", "boards", "--yes");
    run("deployment", "delete", "films", "--yes");
  }

  @Test
  void theExamplesAreAppliedOnceAndShownAsTheyWereWritten() throws Exception {
    String boards = EXAMPLES.resolve("boards.yaml").toString();
    assertThat(apply(boards, "--dry-run")).as(err).isZero();
    assertThat(out)
        .startsWith("boards is new:\n")
        .contains("  rounds.minInterval: (none) -> PT1H\n")
        .doesNotContain("default")
        .contains("  * it has no version yet")
        .endsWith("boards: nothing was changed\n");
    assertThat(run("deployment", "show", "boards")).isEqualTo(1);

    assertThat(apply(boards, "--yes")).as(err).isZero();
    assertThat(out).endsWith("boards: revision 1 is applied\n");
    assertThat(apply(boards, "--yes")).isZero();
    assertThat(out).isEqualTo("boards: nothing differs\n");
    assertThat(apply(EXAMPLES.resolve("films.yaml").toString(), "--yes")).as(err).isZero();

    assertThat(run("deployment", "list")).isZero();
    assertThat(out.lines()).hasSize(4);
    assertThat(out)
        .containsPattern("(?m)^boards +0 +0/0 .* line=boards$")
        .containsPattern("(?m)^default .* \\(all other cameras\\)$")
        .containsPattern("(?m)^films .* line=films,site=hamburg$");

    assertThat(run("deployment", "show", "films")).isZero();
    assertThat(out)
        .contains("  version      none yet: register one of the model films")
        .contains("  drift        none; no audit came yet")
        .contains("  next round   when enough verdicts came and devices can take part")
        .contains("deviceDeadline: PT10M")
        .doesNotContain("patience");
    Path shown = folder.resolve("shown.yaml");
    Files.writeString(shown, out.substring(out.indexOf("# as it was applied")));
    assertThat(apply(shown.toString(), "--yes")).as(err).isZero();
    assertThat(out).isEqualTo("films: nothing differs\n");
    assertThat(run("deployment", "show", "films", "--whole")).isZero();
    assertThat(out).contains("patience: PT5M").contains("teacher: teacher");
    Files.writeString(shown, out.substring(out.indexOf("# everything")));
    assertThat(apply(shown.toString(), "--yes")).as("all of it is a file, too: " + err).isZero();
    assertThat(out).isEqualTo("films: nothing differs\n");
  }

  @Test
  void aChangeIsShownKeyByKey() throws Exception {
    Path file = folder.resolve("films.json");
    Files.writeString(file, "{\"name\": \"films\", \"selector\": \"line=films\"}");
    assertThat(apply(file.toString(), "--yes")).as(err).isZero();
    Files.writeString(
        file,
        "{\"name\": \"films\", \"selector\": \"line=films\", \"rounds\": {\"patience\": \"90s\"}}");
    Path json = folder.resolve("change.json");
    assertThat(apply(file.toString(), "--dry-run", "--json", json.toString())).as(err).isZero();
    assertThat(out)
        .contains("films, revision 1, would change:\n  rounds.patience: PT5M -> PT1M30S\n");
    JsonNode change = JSON.readTree(json.toFile());
    assertThat(change.at("/changes/0/key").asText()).isEqualTo("rounds.patience");
    assertThat(change.get("done").asBoolean()).isFalse();
    assertThat(apply(file.toString(), "--yes")).isZero();
    assertThat(out).endsWith("films: revision 2 is applied\n");
  }

  @Test
  void deletingSaysFirstWhatItDoes() throws Exception {
    apply(EXAMPLES.resolve("films.yaml").toString(), "--yes");
    assertThat(run("deployment", "delete", "films", "--dry-run")).isZero();
    assertThat(out)
        .startsWith("Deleting films means:\n  * 0 cameras")
        .endsWith("films: nothing was changed\n");
    assertThat(run("deployment", "delete", "films", "--yes")).isZero();
    assertThat(out).endsWith("films is deleted\n");
    assertThat(run("deployment", "show", "films")).isEqualTo(1);
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void withoutATerminalNobodyIsAskedAndNothingChanges() {
    String boards = EXAMPLES.resolve("boards.yaml").toString();
    assertThat(apply(boards)).isEqualTo(2);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("add --yes to change it, or --dry-run");
    assertThat(run("deployment", "delete", "default")).isEqualTo(2);
    assertThat(run("deployment", "show", "boards")).isEqualTo(1);
  }

  @Test
  void whatIsWrongInAFileIsOneLineWithItsKey() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "name: bad\nselector: line=bad\nrounds:\n  epoch: 3\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("bad.yaml:4: rounds.epoch: unknown key; did you mean 'epochs'?");
    Files.writeString(file, "name: bad\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err).contains("bad.yaml: selector: bad selects no cameras; set selector: line=bad");
    Files.writeString(file, "name: bad\nmodel: student\nselector: line=bad\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(1);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("model: default runs student already");
    assertThat(apply("nothing.yaml", "--yes")).isEqualTo(1);
    assertThat(err).contains("no such file or folder: nothing.yaml");
  }

  @Test
  void listsAreOfADeploymentAndANewestIsNotGuessedAmongSeveral() {
    for (String list : List.of("round", "distillation", "rollout", "fleet")) {
      assertThat(run(list, "list", "--deployment", "default")).as(list + err).isZero();
    }
    assertThat(run("round", "start", "--deployment", "none")).isEqualTo(1);
    assertThat(err).contains("none");
    assertThat(run("rollout", "pause")).isEqualTo(1);
    assertThat(err).contains("there was no rollout yet");
    apply(EXAMPLES.resolve("films.yaml").toString(), "--yes");
    assertThat(run("rollout", "pause")).isEqualTo(2);
    assertThat(err).contains("there are 2 deployments; give the rollout's id, or --deployment");
    assertThat(run("rollout", "pause", "--deployment", "films")).isEqualTo(1);
    assertThat(err).contains("there was no rollout yet");
  }

  private int apply(String file, String... options) {
    return run(
        Stream.concat(Stream.of("deployment", "apply", "-f", file), Stream.of(options))
            .toArray(String[]::new));
  }

  private int run(String... words) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(outText, true));
    command.setErr(new PrintWriter(errText, true));
    int code =
        command.execute(
            Stream.concat(
                    Stream.of(words), Stream.of("--coordinator", "127.0.0.1:" + coordinator.port()))
                .toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
