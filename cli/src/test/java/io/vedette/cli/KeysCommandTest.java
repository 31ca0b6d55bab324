package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int keys(String... options) {
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(
        Stream.concat(Stream.of("keys"), Stream.of(options)).toArray(String[]::new));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertOwnerOnly(Path folder) throws IOException {
    for (String name : names(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theyAreMadeOnceForEveryHostAndOnlyTheirOwnerReadsThem() throws Exception {
    Path made = folder.resolve("coordinator");
    Path shared = folder.resolve("client");
    String[] options = {
      "--output=" + made,
      "--share=" + shared,
      "--host=coordinator,192.0.2.7,coordinator",
      "--days=30"
    };
    assertThat(keys(options)).as(err.toString()).isZero();

    assertThat(names(made)).containsExactly("certificate.pem", "key.pem", "token");
    assertThat(names(shared)).containsExactly("certificate.pem", "token");
    assertOwnerOnly(made);
    assertOwnerOnly(shared);
    try (InputStream in = Files.newInputStream(shared.resolve("certificate.pem"))) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      assertThat(certificate.getSubjectAlternativeNames())
          .containsExactlyInAnyOrder(List.of(2, "coordinator"), List.of(7, "192.0.2.7"));
    }
    assertThat(Files.readString(made.resolve("token")).strip()).hasSize(43);

    String key = Files.readString(made.resolve("key.pem"));
    String token = Files.readString(made.resolve("token"));
    assertThat(keys(options)).isZero();
    assertThat(out.toString()).contains("kept: ");
    assertThat(made.resolve("key.pem")).hasContent(key);
    assertThat(made.resolve("token")).hasContent(token);
  }

  @Test
  void anAttemptThatWasCutShortIsMadeAnew() throws Exception {
    Files.writeString(folder.resolve("key.pem"), "half");
    assertThat(keys("--output=" + folder)).as(err.toString()).isZero();
    assertThat(Files.readString(folder.resolve("key.pem"))).contains("END PRIVATE KEY");
  }

  @Test
  void aLostKeyIsOneLineAndNothingIsReplaced() throws Exception {
    assertThat(keys("--output=" + folder)).isZero();
    String certificate = Files.readString(folder.resolve("certificate.pem"));
    Files.delete(folder.resolve("key.pem"));
    assertThat(keys("--output=" + folder)).isEqualTo(1);
    assertThat(err.toString().strip()).contains("key.pem: missing").doesNotContain("\n");
    assertThat(folder.resolve("certificate.pem")).hasContent(certificate);
  }

  @Test
  void whatIsNoHostIsWrongUsage() {
    assertThat(keys("--output=" + folder.resolve("x"), "--host=a b")).isEqualTo(2);
    assertThat(folder.resolve("x")).doesNotExist();
  }
}
