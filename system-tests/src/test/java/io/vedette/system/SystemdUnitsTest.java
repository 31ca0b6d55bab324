package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The units of packaging/systemd: systemd accepts them, and each runs as its own user, hardened.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SystemdUnitsTest {

  private static final Path UNITS =
      Path.of("..", "packaging", "systemd").toAbsolutePath().normalize();
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir private Path folder;

  private static List<Path> units() throws IOException {
    try (Stream<Path> files = Files.list(UNITS)) {
      return files.filter(file -> file.toString().endsWith(".service")).sorted().toList();
    }
  }

  @Test
  void eachRoleHasAUnitThatIsHardened() throws IOException {
    assertThat(units()).hasSize(5);
    for (Path unit : units()) {
      String role = unit.getFileName().toString().replaceAll("vedette-|\\.service", "");
      assertThat(Files.readAllLines(unit))
          .as(role)
          .anyMatch(line -> line.startsWith("ExecStart=/opt/vedette/bin/vedette " + role + " "))
          .contains(
              "User=vedette",
              "NoNewPrivileges=yes",
              "CapabilityBoundingSet=",
              "ProtectSystem=strict",
              "ProtectHome=yes",
              "PrivateTmp=yes",
              "SystemCallFilter=@system-service",
              "Restart=always");
    }
  }

  @Test
  void systemdAcceptsThem() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "no " + ANALYZE + ": units are not verified");
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify"));
    for (Path unit : units()) {
      // verify wants the program to be there
      String here = Files.readString(unit).replace("/opt/vedette/bin/vedette", "/bin/true");
      command.add(Files.writeString(folder.resolve(unit.getFileName()), here).toString());
    }
    Path said = folder.resolve("said");
    Process verify =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(verify.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(said)).isEmpty();
    assertThat(verify.exitValue()).isZero();
  }
}
