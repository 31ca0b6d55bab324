package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Users, tokens and sessions by commands, on a real coordinator. */
final class PeopleCommandsTest {

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

  @Test
  void aUserIsAddedListedChangedAndRemoved() throws Exception {
    String password = password("correct horse battery");
    assertThat(run("user", "add", "anna", "--role", "operator", "--password-file", password))
        .as(err)
        .isZero();
    assertThat(out).isEqualTo("anna may sign in as operator\n");
    assertThat(
            run(
                "user",
                "add",
                "bert",
                "--deployment",
                "boards",
                "--codes",
                "--password-file",
                password))
        .as(err)
        .isZero();
    assertThat(out).contains("for the authenticator app: otpauth://totp/Vedette:bert?secret=");

    Path json = folder.resolve("users.json");
    assertThat(run("user", "list", "--json", json.toString())).as(err).isZero();
    assertThat(out)
        .containsPattern("(?m)^anna +operator +no +- +all$")
        .containsPattern("(?m)^bert +viewer +yes +- +boards$");
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/users/0/role").asText())
        .isEqualTo("operator");

    assertThat(run("user", "password", "anna", "--password-file", password("short"))).isEqualTo(1);
    assertThat(err).contains("a password has 10 to 200 characters");
    assertThat(run("user", "password", "carl", "--password-file", password)).isEqualTo(1);
    assertThat(err).contains("there is no user carl");
    assertThat(run("user", "password", "anna", "--password-file", password("another good one")))
        .as(err)
        .isZero();
    assertThat(run("user", "remove", "anna")).as(err).isZero();
    assertThat(run("user", "remove", "anna")).isEqualTo(1);
    assertThat(err).contains("there is no user anna");
    assertThat(run("user", "remove", "bert")).isZero();
  }

  @Test
  void aSessionIsKeptInAFileOfItsOwnerAlone() throws Exception {
    String password = password("correct horse battery");
    assertThat(run("user", "add", "dora", "--role", "admin", "--password-file", password)).isZero();
    assertThat(run("sign-in", "dora", "--password-file", password("wrong password"))).isEqualTo(1);
    assertThat(err).contains("name, password or code is wrong").hasLineCount(1);
    assertThat(session()).doesNotExist();

    assertThat(run("sign-in", "dora", "--password-file", password)).as(err).isZero();
    assertThat(out).startsWith("signed in at 127.0.0.1:" + coordinator.port() + " as dora, admin");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session().getParent())))
        .isEqualTo("rwx------");
    assertThat(run("user", "list")).as("it is used by itself: " + err).isZero();
    assertThat(run("sign-out")).as(err).isZero();
    assertThat(session()).doesNotExist();
    assertThat(run("sign-out")).isEqualTo(1);
    assertThat(err).contains("nobody is signed in");
    assertThat(run("user", "remove", "dora")).isZero();
  }

  @Test
  void aTokenIsMadeOnceAndRevoked() throws Exception {
    Path file = folder.resolve("token");
    assertThat(run("token", "create", "ci", "--expires", "7d", "--output", file.toString()))
        .as(err)
        .isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).startsWith("vda_");
    assertThat(err).contains("ci may act as viewer until ");
    assertThat(run("token", "create", "ci")).isEqualTo(1);
    assertThat(err).contains("there is an API token ci");
    assertThat(run("token", "list")).isZero();
    assertThat(out).containsPattern("(?m)^[0-9a-f]{8} +ci +viewer ").doesNotContain("vda_");
    assertThat(run("token", "revoke", "ci")).as(err).isZero();
    assertThat(run("token", "list")).isZero();
    assertThat(out).doesNotContain(" ci ");
  }

  /** Neither option nor argument takes a password, since other users see those. */
  @Test
  void noPasswordIsAnArgument() {
    assertThat(run("sign-in", "dora", "--password", "secret")).isEqualTo(2);
    assertThat(run("user", "add", "dora", "secret")).isEqualTo(2);
    assertThat(run("user", "add", "dora")).isEqualTo(1);
    assertThat(err).contains("there is no terminal to ask on; give --password-file FILE");
  }

  private String password(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "password", ""), text + "\n").toString();
  }

  private static Path session() {
    return Path.of(System.getProperty("vedette.state"))
        .resolve("vedette/sessions/127.0.0.1-" + coordinator.port());
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    String[] all =
        Stream.concat(
                Stream.of(arguments),
                List.of("--coordinator", "127.0.0.1:" + coordinator.port()).stream())
            .toArray(String[]::new);
    CommandLine line = Vedette.commandLine(all);
    int code =
        line.setOut(new PrintWriter(outText, true))
            .setErr(new PrintWriter(errText, true))
            .execute(all);
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
