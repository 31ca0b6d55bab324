package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.backup.BackupConfig;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A backup of a working coordinator, restored elsewhere, by command. */
final class BackupCommandTest {

  @TempDir Path folder;

  private String out = "";
  private String err = "";

  private CoordinatorConfig config(String data, @Nullable Path backups) {
    return CoordinatorConfig.of(ServerAddress.loopback(0), folder.resolve(data))
        .with(new BackupConfig(backups, null, 2));
  }

  @Test
  void whatACoordinatorHadAnotherOneHas() throws Exception {
    Path backups = folder.resolve("backups");
    try (Coordinator coordinator = Coordinator.start(config("data", backups))) {
      Path file = folder.resolve("boards.yaml");
      Files.writeString(file, "name: boards\nselector: line=boards\n");
      assertThat(run(coordinator, "deployment", "apply", "-f", "" + file, "--yes"))
          .as(err)
          .isZero();
      assertThat(run(coordinator, "backup")).as(err).isZero();
      assertThat(out).containsPattern("\\d{8}-\\d{6}Z  .*  done  \\d+ rows, ");
      assertThat(run(coordinator, "backup")).isZero();
      assertThat(run(coordinator, "backup")).isZero();
      assertThat(run(coordinator, "backup", "--list")).isZero();
      assertThat(out).startsWith(backups.toString()).hasLineCount(3);
    }
    Path newest;
    try (Stream<Path> found = Files.list(backups)) {
      newest = found.filter(p -> !p.endsWith("artifacts")).max(Path::compareTo).orElseThrow();
    }
    Path restored = folder.resolve("restored");
    assertThat(run(null, "restore", "" + newest, "--data", "" + restored)).as(err).isZero();
    assertThat(out).contains("rows").contains("restored: " + restored);
    try (Coordinator coordinator = Coordinator.start(config("restored", null))) {
      assertThat(run(coordinator, "deployment", "show", "boards")).as(err).isZero();
      assertThat(out).contains("line=boards");
      assertThat(run(coordinator, "fleet", "events")).isZero();
      assertThat(out).contains("boards was made");
      assertThat(run(coordinator, "backup")).isEqualTo(1);
      assertThat(err).contains("no backups are made here; set backups.folder").hasLineCount(1);
    }
    assertThat(run(null, "restore", "" + newest, "--data", "" + restored)).isEqualTo(1);
    assertThat(err).contains("is not empty; restore into a new directory").hasLineCount(1);
    assertThat(run(null, "restore", "" + backups, "--data", "" + folder.resolve("r"))).isEqualTo(1);
    assertThat(err).contains("no backup; it has no backup.json").hasLineCount(1);
  }

  private int run(@Nullable Coordinator coordinator, String... arguments) {
    StringWriter printed = new StringWriter();
    StringWriter told = new StringWriter();
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(told));
    List<String> all = new ArrayList<>(List.of(arguments));
    if (coordinator != null) {
      all.addAll(List.of("--coordinator", "127.0.0.1:" + coordinator.port()));
    }
    int code = command.execute(all.toArray(String[]::new));
    out = printed.toString();
    err = told.toString();
    return code;
  }
}
