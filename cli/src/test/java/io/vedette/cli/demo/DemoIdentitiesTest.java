package io.vedette.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.vedette.cli.coordinator.RunningDemo;
import io.vedette.cli.coordinator.RunningDemos;
import io.vedette.cli.fleet.FleetCommand;
import io.vedette.cli.people.SignInCommand;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.proto.v1.WhoAmIRequest;
import io.vedette.wire.Endpoint;
import io.vedette.wire.IdentityFolder;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The processes of a demo are known by certificates, its user by a file, and others not at all. */
class DemoIdentitiesTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Coordinator coordinator;
  private static Endpoint admin;

  @BeforeAll
  static void start() throws Exception {
    coordinator =
        Coordinator.start(
            CoordinatorConfig.of(ServerAddress.loopback(0), shared.resolve("coordinator"))
                .with(IdentityConfig.defaults()));
    Path identity = shared.resolve("coordinator/identity");
    admin =
        new Endpoint(
            "127.0.0.1",
            coordinator.port(),
            true,
            identity.resolve("authority.pem"),
            identity.resolve("admin-token"));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void eachProcessGetsItsRoleOnceInFilesThatOnlyTheUserReads() throws Exception {
    IdentityFolder own = DemoIdentities.of(folder, "teacher-1");
    try (DemoIdentities identities = new DemoIdentities(admin, folder)) {
      identities.prepare("teacher-1");
      identities.enroll(Role.ROLE_TEACHER, "teacher-1");
    }
    assertThat(own.name()).isEqualTo("teacher-1");
    assertThat(roleOf(admin.with(own))).isEqualTo(Role.ROLE_TEACHER);
    assertThat(permissions(own.folder())).isEqualTo("rwx------");
    for (Path file : List.of(own.key(), own.certificate(), own.authority(), admin.tokenFile())) {
      assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
    }

    byte[] before = Files.readAllBytes(own.certificate());
    try (DemoIdentities identities = new DemoIdentities(admin, folder)) {
      identities.enroll(Role.ROLE_TEACHER, "teacher-1");
    }
    assertThat(Files.readAllBytes(own.certificate())).isEqualTo(before);
  }

  @Test
  void anIdentityOfAnotherCoordinatorIsReplaced() throws Exception {
    IdentityFolder own = DemoIdentities.of(folder, "dashboard-1");
    try (Coordinator other =
            Coordinator.start(
                CoordinatorConfig.of(ServerAddress.loopback(0), folder.resolve("other"))
                    .with(IdentityConfig.defaults()));
        DemoIdentities there =
            new DemoIdentities(
                new Endpoint(
                    "127.0.0.1",
                    other.port(),
                    true,
                    folder.resolve("other/identity/authority.pem"),
                    folder.resolve("other/identity/admin-token")),
                folder)) {
      there.enroll(Role.ROLE_DASHBOARD, "dashboard-1");
    }
    try (DemoIdentities here = new DemoIdentities(admin, folder)) {
      here.enroll(Role.ROLE_DASHBOARD, "dashboard-1");
    }
    assertThat(roleOf(admin.with(own))).isEqualTo(Role.ROLE_DASHBOARD);
  }

  @Test
  void whoCannotReadTheFilesIsRefused() throws Exception {
    Endpoint stranger =
        new Endpoint("127.0.0.1", coordinator.port(), true, admin.trustedCertificate(), null);
    for (Endpoint tried : List.of(stranger, Endpoint.plain("127.0.0.1", coordinator.port()))) {
      ManagedChannel channel = tried.dial();
      try {
        assertThatThrownBy(
                () ->
                    ManagementServiceGrpc.newBlockingStub(channel)
                        .getSummary(GetSummaryRequest.getDefaultInstance()))
            .isInstanceOf(StatusRuntimeException.class)
            .hasMessageMatching("(?s)(UNAUTHENTICATED|UNAVAILABLE).*");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void otherCommandsUseTheFileAndMakeAddressesThatSignIn() throws Exception {
    RunningDemo demo = RunningDemo.ofThisProcess(admin, "http://127.0.0.1:1/", folder);
    try (var told = RunningDemos.ofThisUser().announce(demo)) {
      assertThat(run(new FleetCommand(), "list")).startsWith("DEVICE");
      assertThat(run(new FleetCommand(), "list", "--coordinator", admin.toString()))
          .startsWith("DEVICE");
      String address = run(new SignInCommand(), "--link").strip();
      assertThat(address).startsWith("http://127.0.0.1:1/sign-in#");
      assertThat(signIn(address.substring(address.indexOf('#') + 1)).getCaller().getRole())
          .isEqualTo(Role.ROLE_ADMIN);
    }
  }

  private static String run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }

  private static SignInResponse signIn(String link) {
    ManagedChannel channel =
        new Endpoint("127.0.0.1", coordinator.port(), true, admin.trustedCertificate(), null)
            .dial();
    try {
      return IdentityServiceGrpc.newBlockingStub(channel)
          .signIn(SignInRequest.newBuilder().setLink(link).build());
    } finally {
      channel.shutdownNow();
    }
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

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
