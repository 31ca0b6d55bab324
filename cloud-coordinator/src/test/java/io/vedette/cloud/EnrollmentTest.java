package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.ListEnrollmentTokensRequest;
import io.vedette.proto.v1.RenewRequest;
import io.vedette.proto.v1.RevokeEnrollmentTokenRequest;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.WhoAmIRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens are exchanged for certificates once, and nothing else is. */
class EnrollmentTest {

  @TempDir static Path folder;

  private static IdentifiedCoordinator coordinator;

  @BeforeAll
  static void start() throws Exception {
    coordinator = IdentifiedCoordinator.start(folder);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private static Enrollment enroll(String token, String name, byte[] csr) throws Exception {
    return IdentityServiceGrpc.newBlockingStub(coordinator.nobody())
        .enroll(
            EnrollRequest.newBuilder()
                .setToken(token)
                .setName(name)
                .setCsr(ByteString.copyFrom(csr))
                .build());
  }

  @Test
  void whatIsCertifiedIsTheTokensRoleAndTheGrantedId() throws Exception {
    var credential = coordinator.enrolled(Role.ROLE_DEVICE, "camera-1");
    assertThat(credential.certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=camera-1,OU=device");
    var caller =
        IdentityServiceGrpc.newBlockingStub(coordinator.dial(credential))
            .whoAmI(WhoAmIRequest.getDefaultInstance());
    assertThat(caller.getName()).isEqualTo("camera-1");
    assertThat(caller.getRole()).isEqualTo(Role.ROLE_DEVICE);
    assertThat(caller.getExpiresAtMs()).isEqualTo(credential.certificate().getNotAfter().getTime());
  }

  @Test
  void theTokenNamesTheAuthority() throws Exception {
    assertThat(coordinator.token(Role.ROLE_DEVICE, ""))
        .matches("vdt_[A-Za-z0-9_-]{43}\\.[0-9a-f]{64}")
        .endsWith(io.vedette.wire.Digests.sha256(coordinator.authority().getEncoded()));
  }

  @Test
  void aTokenIsUsedOnceAndTheSameKeyMayAskAgain() throws Exception {
    String token = coordinator.token(Role.ROLE_DEVICE, "");
    KeyPair key = IdentifiedCoordinator.newKey();
    byte[] request = IdentifiedCoordinator.request(key);
    enroll(token, "once", request);
    assertThat(enroll(token, "", request).getName()).isEqualTo("once");
    byte[] other = IdentifiedCoordinator.request(IdentifiedCoordinator.newKey());
    assertThatThrownBy(() -> enroll(token, "twice", other))
        .hasMessage("PERMISSION_DENIED: the token was used already; ask for a new one");
  }

  @Test
  void aTokenThatIsGuessedExpiredOrRevokedIsRefused() throws Exception {
    byte[] request = IdentifiedCoordinator.request(IdentifiedCoordinator.newKey());
    String good = coordinator.token(Role.ROLE_DEVICE, "");
    String guessed = good.substring(0, 40) + (good.charAt(40) == 'A' ? 'B' : 'A');
    for (String wrong : List.of("", "x", "vdt_", guessed)) {
      assertThatThrownBy(() -> enroll(wrong, "", request))
          .hasMessage("PERMISSION_DENIED: the token is not known; ask for a new one");
    }
    var management = coordinator.management();
    var brief =
        management.createEnrollmentToken(
            CreateEnrollmentTokenRequest.newBuilder()
                .setRole(Role.ROLE_DEVICE)
                .setLifetimeMs(1)
                .build());
    while (System.currentTimeMillis() <= brief.getDetails().getExpiresAtMs()) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> enroll(brief.getToken(), "", request))
        .hasMessage("PERMISSION_DENIED: the token's time is over; ask for a new one");
    var revoked =
        management.createEnrollmentToken(
            CreateEnrollmentTokenRequest.newBuilder().setRole(Role.ROLE_DEVICE).build());
    String id = revoked.getDetails().getId();
    assertThat(
            management
                .listEnrollmentTokens(ListEnrollmentTokensRequest.getDefaultInstance())
                .getTokensList())
        .anyMatch(token -> token.getId().equals(id))
        .noneMatch(token -> token.getId().equals(brief.getDetails().getId()));
    management.revokeEnrollmentToken(RevokeEnrollmentTokenRequest.newBuilder().setId(id).build());
    assertThatThrownBy(() -> enroll(revoked.getToken(), "", request))
        .hasMessage("PERMISSION_DENIED: the token is not known; ask for a new one");
  }

  @Test
  void anIdThatIsTakenNeedsATokenForIt() throws Exception {
    var first = coordinator.enrolled(Role.ROLE_DEVICE, "taken");
    String any = coordinator.token(Role.ROLE_DEVICE, "");
    byte[] request = IdentifiedCoordinator.request(IdentifiedCoordinator.newKey());
    assertThatThrownBy(() -> enroll(any, "taken", request))
        .hasMessage(
            "PERMISSION_DENIED: taken is enrolled already; revoke or forget it, or make a token for"
                + " this id");
    String own = coordinator.token(Role.ROLE_DEVICE, "taken");
    assertThatThrownBy(() -> enroll(own, "camera-9", request))
        .hasMessage("PERMISSION_DENIED: the token is for taken only");
    assertThatThrownBy(() -> enroll(coordinator.token(Role.ROLE_TEACHER, "taken"), "", request))
        .hasMessageContaining("taken is enrolled already");
    assertThat(enroll(own, "", request).getName()).isEqualTo("taken");
    assertThatThrownBy(
            () ->
                IdentityServiceGrpc.newBlockingStub(coordinator.dial(first))
                    .whoAmI(WhoAmIRequest.getDefaultInstance()))
        .hasMessage("UNAUTHENTICATED: taken was revoked");
  }

  @Test
  void aSigningRequestIsSmallStrongAndSignedByItsKey() throws Exception {
    String token = coordinator.token(Role.ROLE_DEVICE, "");
    assertThatThrownBy(() -> enroll(token, "", new byte[8_193]))
        .hasMessage("RESOURCE_EXHAUSTED: EnrollRequest.csr: 8193 bytes, at most 8192");
    assertThatThrownBy(() -> enroll(token, "", new byte[8_192]))
        .hasMessage("PERMISSION_DENIED: no signing request can be read");
    KeyPair key = IdentifiedCoordinator.newKey();
    byte[] others =
        IdentifiedCoordinator.request(
            key, IdentifiedCoordinator.newKey().getPrivate(), "SHA256withECDSA");
    assertThatThrownBy(() -> enroll(token, "", others))
        .hasMessage("PERMISSION_DENIED: the signing request was not signed by its key");
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1_024);
    KeyPair weak = rsa.generateKeyPair();
    assertThatThrownBy(
            () ->
                enroll(
                    token,
                    "",
                    IdentifiedCoordinator.request(weak, weak.getPrivate(), "SHA256withRSA")))
        .hasMessage(
            "PERMISSION_DENIED: the key must be on P-256 or P-384, or RSA of 2048 to 4096 bits");
    assertThat(enroll(token, "", IdentifiedCoordinator.request(key)).getName())
        .matches("device-[0-9a-f]{10}");
  }

  @Test
  void aCertificateIsRenewedByItsOwner() throws Exception {
    var first = coordinator.enrolled(Role.ROLE_TEACHER, "teacher-1");
    KeyPair next = IdentifiedCoordinator.newKey();
    RenewRequest request =
        RenewRequest.newBuilder()
            .setCsr(ByteString.copyFrom(IdentifiedCoordinator.request(next)))
            .build();
    Enrollment renewed =
        IdentityServiceGrpc.newBlockingStub(coordinator.dial(first)).renew(request);
    assertThat(renewed.getName()).isEqualTo("teacher-1");
    assertThat(renewed.getRole()).isEqualTo(Role.ROLE_TEACHER);
    long life = renewed.getExpiresAtMs() - System.currentTimeMillis();
    assertThat(renewed.getRenewAtMs() - System.currentTimeMillis())
        .isBetween(life * 2 / 3 - 60_000, life * 2 / 3 + 60_000);
    var second =
        new IdentifiedCoordinator.Credential(
            "teacher-1",
            next.getPrivate(),
            IdentifiedCoordinator.certificate(renewed.getCertificates(0)));
    assertThat(
            IdentityServiceGrpc.newBlockingStub(coordinator.dial(second))
                .whoAmI(WhoAmIRequest.getDefaultInstance())
                .getName())
        .isEqualTo("teacher-1");
    assertThatThrownBy(
            () -> IdentityServiceGrpc.newBlockingStub(coordinator.nobody()).renew(request))
        .hasMessageStartingWith("UNAUTHENTICATED: sign in or enroll first: ");
  }

  @Test
  void whatIsSecretIsReadableByItsOwnerOnly() throws Exception {
    Path identity = coordinator.identityFolder();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(identity)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }
}
