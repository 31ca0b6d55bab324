package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.proto.v1.AuditLogEntry;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.GetAuditLogVerdictRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.ListAuditLogRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.SignInRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and devices change, and what they are refused, with real certificates. */
class AuditedCoordinatorTest {

  @TempDir Path folder;

  private static List<AuditLogEntry> log(IdentifiedCoordinator coordinator) throws Exception {
    return coordinator
        .management()
        .listAuditLog(ListAuditLogRequest.getDefaultInstance())
        .getEntriesList();
  }

  private static AuditLogEntry newest(IdentifiedCoordinator coordinator) throws Exception {
    return log(coordinator).get(0);
  }

  @Test
  void whatIsChangedAndWhatIsRefusedStandsInItOverARestart() throws Exception {
    long last;
    try (IdentifiedCoordinator coordinator = IdentifiedCoordinator.start(folder)) {
      var device = coordinator.enrolled(Role.ROLE_DEVICE, "camera-1");
      assertThat(newest(coordinator).getMethod()).isEqualTo("Enroll");
      assertThat(newest(coordinator).getRequest())
          .contains("name: \"camera-1\"")
          .contains("token: (secret)");

      coordinator
          .management()
          .setAlias(
              SetAliasRequest.newBuilder()
                  .setVersion(
                      io.vedette.proto.v1.VersionRef.newBuilder().setName("student").setNumber(1))
                  .setAlias("best")
                  .build());
      AuditLogEntry alias = newest(coordinator);
      assertThat(alias.getMethod()).isEqualTo("SetAlias");
      assertThat(alias.getRole()).isEqualTo("admin");
      assertThat(alias.getAddress()).isEqualTo("127.0.0.1");
      assertThat(alias.getOutcome()).isEqualTo("OK");

      var stolen = ManagementServiceGrpc.newBlockingStub(coordinator.dial(device));
      assertThatThrownBy(
              () -> stolen.rollBack(RolloutRequest.newBuilder().setRolloutId("o-1").build()))
          .hasMessageStartingWith("PERMISSION_DENIED");
      AuditLogEntry refused = newest(coordinator);
      assertThat(refused.getWho()).isEqualTo("camera-1");
      assertThat(refused.getRole()).isEqualTo("device");
      assertThat(refused.getCredential()).isEqualTo("certificate");
      assertThat(refused.getOutcome()).isEqualTo("PERMISSION_DENIED");

      var nobody = IdentityServiceGrpc.newBlockingStub(coordinator.nobody());
      assertThatThrownBy(
              () ->
                  nobody.signIn(
                      SignInRequest.newBuilder().setUser("anna").setPassword("guess").build()))
          .hasMessageStartingWith("UNAUTHENTICATED");
      assertThat(newest(coordinator).getMethod()).isEqualTo("SignIn");
      assertThat(newest(coordinator).getRequest()).doesNotContain("guess");

      // Who only reads changes nothing, and is not in it.
      coordinator.management().getSummary(GetSummaryRequest.getDefaultInstance());
      assertThat(newest(coordinator).getMethod()).isEqualTo("SignIn");
      last = newest(coordinator).getSequence();
    }
    try (IdentifiedCoordinator coordinator = IdentifiedCoordinator.start(folder)) {
      assertThat(newest(coordinator).getSequence()).isEqualTo(last);
      AuditLogVerdict verdict =
          coordinator
              .management()
              .getAuditLogVerdict(GetAuditLogVerdictRequest.getDefaultInstance());
      assertThat(verdict.getFaultsList()).isEmpty();
      assertThat(verdict.getChecked()).isEqualTo(last);
      var viewer = ManagementServiceGrpc.newBlockingStub(coordinator.nobody());
      assertThatThrownBy(() -> viewer.listAuditLog(ListAuditLogRequest.getDefaultInstance()))
          .hasMessageStartingWith("UNAUTHENTICATED");
    }
  }
}
