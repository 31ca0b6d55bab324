package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.IdentifiedCoordinator.Credential;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.WhoAmIRequest;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was revoked, has expired, or was issued by somebody else gets nothing. */
class RevokedCredentialsTest {

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

  private static BlockingQueue<String> session(ManagedChannel channel, String id) throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    AgentServiceGrpc.newStub(channel)
        .session(
            new StreamObserver<>() {
              @Override
              public void onNext(CoordinatorMessage message) {
                if (message.hasWelcome()) {
                  seen.add("welcome");
                }
              }

              @Override
              public void onError(Throwable failure) {
                Status status = Status.fromThrowable(failure);
                seen.add(status.getCode() + ": " + status.getDescription());
              }

              @Override
              public void onCompleted() {
                seen.add("completed");
              }
            })
        .onNext(AgentMessage.newBuilder().setHello(Hello.newBuilder().setAgentId(id)).build());
    return seen;
  }

  private static String who(Credential credential) throws Exception {
    return IdentityServiceGrpc.newBlockingStub(coordinator.dial(credential))
        .whoAmI(WhoAmIRequest.getDefaultInstance())
        .getName();
  }

  @Test
  void aRevokedDevicesOpenSessionIsCutAndItsCallsAreRefused() throws Exception {
    Credential credential = coordinator.enrolled(Role.ROLE_DEVICE, "stolen");
    BlockingQueue<String> seen = session(coordinator.dial(credential), "stolen");
    assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("welcome");
    var management = coordinator.management();
    management.revokeDevice(RevokeDeviceRequest.newBuilder().setAgentId("stolen").build());
    assertThat(seen.poll(60, TimeUnit.SECONDS)).contains("stolen was revoked");
    assertThatThrownBy(() -> who(credential)).hasMessage("UNAUTHENTICATED: stolen was revoked");
    String token = coordinator.token(Role.ROLE_DEVICE, "");
    assertThatThrownBy(() -> coordinator.enrolled(token, "stolen", IdentifiedCoordinator.newKey()))
        .hasMessage(
            "PERMISSION_DENIED: stolen was revoked; forget it first, or enroll under another id");
    management.forgetDevice(ForgetDeviceRequest.newBuilder().setAgentId("stolen").build());
    assertThatThrownBy(() -> who(credential)).hasMessage("UNAUTHENTICATED: stolen was revoked");
    assertThat(who(coordinator.enrolled(token, "stolen", IdentifiedCoordinator.newKey())))
        .isEqualTo("stolen");
  }

  @Test
  void aWorkerIsRevokedByItsId() throws Exception {
    Credential credential = coordinator.enrolled(Role.ROLE_TEACHER, "teacher-9");
    assertThat(who(credential)).isEqualTo("teacher-9");
    coordinator
        .management()
        .revokeDevice(RevokeDeviceRequest.newBuilder().setAgentId("teacher-9").build());
    assertThatThrownBy(() -> who(credential)).hasMessage("UNAUTHENTICATED: teacher-9 was revoked");
  }

  @Test
  void anExpiredCertificateIsRefusedInWords() throws Exception {
    KeyPair key = IdentifiedCoordinator.newKey();
    Instant end = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Credential expired = issued(key, authorityKey(), coordinator.authority(), end);
    assertThatThrownBy(() -> who(expired))
        .hasMessage(
            "UNAUTHENTICATED: the certificate expired on "
                + end
                + "; enroll again with a new token");
  }

  @Test
  void aCertificateThatTheAuthoritySignedAndNobodyEnrolledIsRefused() throws Exception {
    Credential forged =
        issued(
            IdentifiedCoordinator.newKey(),
            authorityKey(),
            coordinator.authority(),
            Instant.now().plus(1, ChronoUnit.DAYS));
    assertThatThrownBy(() -> who(forged))
        .hasMessage("UNAUTHENTICATED: the certificate is not known here; enroll with a token");
  }

  @Test
  void aCertificateOfAnotherAuthorityDoesNotPassTheHandshake() throws Exception {
    KeyPair other = IdentifiedCoordinator.newKey();
    Credential foreign =
        issued(
            IdentifiedCoordinator.newKey(),
            other.getPrivate(),
            coordinator.authority(),
            Instant.now().plus(1, ChronoUnit.DAYS));
    assertThatThrownBy(() -> who(foreign)).hasMessageStartingWith("UNAVAILABLE: ");
  }

  @Test
  void twoSessionsOfOneKeyAreSeen() throws Exception {
    Credential credential = coordinator.enrolled(Role.ROLE_DEVICE, "cloned");
    for (int i = 0; i < 4; i++) {
      assertThat(session(coordinator.dial(credential), "cloned").poll(60, TimeUnit.SECONDS))
          .isEqualTo("welcome");
    }
    assertThat(
            coordinator.management().getSummary(GetSummaryRequest.getDefaultInstance()).toString())
        .contains("cloned has two sessions at once");
  }

  private static PrivateKey authorityKey() throws Exception {
    try (PEMParser parser =
        new PEMParser(
            Files.newBufferedReader(coordinator.identityFolder().resolve("authority-key.pem")))) {
      return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
    }
  }

  private static Credential issued(
      KeyPair key, PrivateKey signer, X509Certificate authority, Instant end) throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new JcaX509CertificateHolder(authority).getSubject(),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(end.minus(2, ChronoUnit.DAYS)),
            Date.from(end),
            new X500Name("CN=admin,OU=admin"),
            key.getPublic());
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    return new Credential(
        "admin",
        key.getPrivate(),
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))));
  }
}
