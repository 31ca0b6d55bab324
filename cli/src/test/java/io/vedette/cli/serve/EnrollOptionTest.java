package io.vedette.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.vedette.cli.fleet.FleetCommand;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.WhoAmIRequest;
import io.vedette.wire.Endpoint;
import io.vedette.wire.IdentityFolder;
import io.vedette.wire.ServerAddress;
import io.vedette.wire.identity.Renewer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A device joins a coordinator that knows its callers, with a token and nothing else. */
class EnrollOptionTest {

  private static final long PATIENCE_MS = 120_000;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Coordinator coordinator;
  private static Path authority;
  private static Path adminToken;

  private String out = "";
  private String err = "";

  @Command(name = "role")
  private static final class RoleUnderTest implements Runnable {
    @Mixin private EnrollOption enroll;

    @Override
    public void run() {}
  }

  @BeforeAll
  static void start() throws Exception {
    coordinator =
        Coordinator.start(
            CoordinatorConfig.of(
                    new ServerAddress("127.0.0.1", 0, null, null, null, false),
                    shared.resolve("data"))
                .with(IdentityConfig.defaults()));
    authority = shared.resolve("data/identity/authority.pem");
    adminToken = shared.resolve("data/identity/admin-token");
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private int fleet(String... arguments) {
    StringWriter printed = new StringWriter();
    StringWriter told = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--coordinator",
            "127.0.0.1:" + coordinator.port(),
            "--coordinator-authority",
            authority.toString(),
            "--coordinator-token-file",
            adminToken.toString()));
    int code =
        new CommandLine(new FleetCommand())
            .setOut(new PrintWriter(printed))
            .setErr(new PrintWriter(told))
            .execute(all.toArray(String[]::new));
    out = printed.toString();
    err = told.toString();
    return code;
  }

  private String token(String... arguments) {
    List<String> all = new ArrayList<>(List.of("enroll"));
    all.addAll(List.of(arguments));
    assertThat(fleet(all.toArray(String[]::new))).as(err).isZero();
    return out.strip();
  }

  private static Endpoint at() {
    return Endpoint.plain("127.0.0.1", coordinator.port());
  }

  private Optional<EnrollOption.Joined> join(String wanted, String... options) throws Exception {
    RoleUnderTest role = new RoleUnderTest();
    CommandLine command = new CommandLine(role);
    command.setOut(new PrintWriter(new StringWriter()));
    command.parseArgs(options);
    return role.enroll.join("agent", at(), wanted);
  }

  private static Role roleOf(Endpoint endpoint) {
    ManagedChannel channel = endpoint.dial();
    try {
      return IdentityServiceGrpc.newBlockingStub(channel)
          .whoAmI(WhoAmIRequest.getDefaultInstance())
          .getRole();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void oneLineJoinsAFleetAndTheSecondStartNeedsNoToken() throws Exception {
    String token = token("--name", "press-1");
    assertThat(err)
        .isEqualTo(
            "vedette agent --coordinator 127.0.0.1:%d --enroll %s --model M --source SOURCE%n"
                .formatted(coordinator.port(), token));
    Path identity = folder.resolve("identity");
    EnrollOption.Joined joined =
        join(null, "--enroll", token, "--identity", "" + identity).orElseThrow();
    assertThat(joined.name()).isEqualTo("press-1");

    Path model = folder.resolve("model.onnx");
    Yolo11.build(
            new Yolo11.Choices(
                List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false),
            1)
        .write(model);
    AgentConfig config =
        new AgentConfig(
            joined.name(),
            folder.resolve("agent"),
            model,
            null,
            null,
            List.of(CameraConfig.of("line", "generated:boards?seed=3").withFps(2)),
            joined.coordinator(),
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
            null);
    try (Agent agent = Agent.start(config)) {
      awaitOnline("press-1");
    }
    EnrollOption.Joined again = join(null, "--identity", "" + identity).orElseThrow();
    assertThat(again).isEqualTo(joined);
    assertThat(roleOf(again.coordinator())).isEqualTo(Role.ROLE_DEVICE);

    byte[] before = Files.readAllBytes(identity.resolve("certificate.pem"));
    Renewer.renew(again.coordinator(), new IdentityFolder(identity));
    assertThat(identity.resolve("certificate.pem"))
        .satisfies(f -> assertThat(Files.readAllBytes(f)).isNotEqualTo(before));
    assertThat(roleOf(again.coordinator())).isEqualTo(Role.ROLE_DEVICE);
  }

  /** As when the power fails between the coordinator's answer and the disk. */
  @Test
  void anEnrollmentThatWasCutShortGoesOnWithTheSameKeyAndToken() throws Exception {
    Path identity = folder.resolve("identity");
    String token = token();
    join("press-3", "--enroll", token, "--identity", "" + identity);
    byte[] key = Files.readAllBytes(identity.resolve("key.pem"));
    Files.delete(identity.resolve("certificate.pem"));
    Files.delete(identity.resolve("authority.pem"));

    EnrollOption.Joined again =
        join("press-3", "--enroll", token, "--identity", "" + identity).orElseThrow();

    assertThat(again.name()).isEqualTo("press-3");
    assertThat(Files.readAllBytes(identity.resolve("key.pem"))).isEqualTo(key);
    assertThat(roleOf(again.coordinator())).isEqualTo(Role.ROLE_DEVICE);
  }

  @Test
  void aWorkerJoinsInItsRole() throws Exception {
    Path identity = folder.resolve("identity");
    String token = token("--role", "teacher", "--name", "t-1", "--expires", "10m");
    assertThat(err).startsWith("vedette teacher --coordinator ");
    EnrollOption.Joined joined =
        join(null, "--enroll", token, "--identity", "" + identity).orElseThrow();
    assertThat(roleOf(joined.coordinator())).isEqualTo(Role.ROLE_TEACHER);
  }

  @Test
  void besideAnAdminARoleEnrollsByItself() throws Exception {
    Endpoint admin = new Endpoint("127.0.0.1", coordinator.port(), true, authority, adminToken);
    Path made = Path.of("vedette-self-1-identity");
    try {
      EnrollOption.Joined joined = here(admin, "self-1").orElseThrow();
      assertThat(joined.name()).isEqualTo("self-1");
      assertThat(joined.coordinator().tokenFile()).isNull();
      assertThat(roleOf(joined.coordinator())).isEqualTo(Role.ROLE_DEVICE);
      byte[] before = Files.readAllBytes(made.resolve("certificate.pem"));
      assertThat(here(admin, "self-1")).contains(joined);
      assertThat(Files.readAllBytes(made.resolve("certificate.pem"))).isEqualTo(before);
    } finally {
      for (String file : List.of("key.pem", "request.der", "certificate.pem", "authority.pem")) {
        Files.deleteIfExists(made.resolve(file));
      }
      Files.deleteIfExists(made);
    }
    assertThat(here(at(), "self-1")).isEmpty();
  }

  private static Optional<EnrollOption.Joined> here(Endpoint at, String wanted) throws Exception {
    RoleUnderTest role = new RoleUnderTest();
    CommandLine command = new CommandLine(role);
    command.setOut(new PrintWriter(new StringWriter()));
    command.parseArgs();
    return role.enroll.joinHere("agent", at, wanted);
  }

  private void awaitOnline(String device) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (fleet("list", "--state", "online") != 0 || !out.contains(device)) {
      assertThat(System.currentTimeMillis()).as(out + err).isLessThan(end);
      Thread.sleep(200);
    }
  }

  @Test
  void onlyItsOwnerReadsAnIdentity() throws Exception {
    Path identity = folder.resolve("identity");
    join("press-2", "--enroll", token(), "--identity", "" + identity);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
        .isEqualTo("rwx------");
    for (String file : List.of("key.pem", "certificate.pem", "authority.pem")) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(identity.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void whatIsRefusedIsOneLineAndStoresNoCertificate() throws Exception {
    Path identity = folder.resolve("identity");
    String token = token();
    String other = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");
    assertThatThrownBy(() -> join("a", "--enroll", other, "--identity", "" + identity))
        .hasMessage(
            "cannot enroll at %s: the server's authority is not the one that the enrollment token"
                    .formatted(at())
                + " names");
    assertThatThrownBy(() -> join("a", "--enroll", "vdt_short", "--identity", "" + identity))
        .hasMessageStartingWith("--enroll: this is no enrollment token");
    assertThatThrownBy(() -> join("a", "--identity", "" + identity))
        .hasMessageStartingWith(identity + ": no identity yet; start once with --enroll TOKEN");
    join("once", "--enroll", token, "--identity", "" + folder.resolve("first"));
    assertThatThrownBy(() -> join("twice", "--enroll", token, "--identity", "" + identity))
        .hasMessage("cannot enroll at " + at() + ": the token was used already; ask for a new one");
    assertThat(new IdentityFolder(identity).exists()).isFalse();
    assertThat(join("plain")).isEmpty();
  }
}
