package io.vedette.cloud;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Role;
import io.vedette.wire.ServerAddress;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A coordinator that knows its callers by real certificates, and channels of every kind to it. */
final class IdentifiedCoordinator implements AutoCloseable {

  /** A key with its certificate. */
  record Credential(String name, PrivateKey key, X509Certificate certificate) {}

  private final Path data;
  private final Coordinator coordinator;
  private final List<ManagedChannel> channels = new ArrayList<>();

  private IdentifiedCoordinator(Path data, Coordinator coordinator) {
    this.data = data;
    this.coordinator = coordinator;
  }

  static IdentifiedCoordinator start(Path folder) throws Exception {
    Path student = folder.resolve("student.onnx");
    if (!Files.exists(student)) {
      Yolo11.build(
              new Yolo11.Choices(
                  List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false),
              1)
          .write(student);
    }
    Path data = folder.resolve("data");
    return new IdentifiedCoordinator(
        data,
        Coordinator.start(
            new CoordinatorConfig(
                new ServerAddress("127.0.0.1", 0, null, null, null, false),
                data,
                null,
                student,
                new FleetConfig(Duration.ofSeconds(30), 0, 0),
                null,
                null,
                new RoundConfig(true, 0, 2, null, null, null, 0, 0, 0, 1, 0, 100 << 20, 0),
                null,
                null,
                null,
                null,
                null,
                null,
                IdentityConfig.defaults())));
  }

  Coordinator coordinator() {
    return coordinator;
  }

  Path identityFolder() {
    return data.resolve("identity");
  }

  X509Certificate authority() throws Exception {
    try (var in = Files.newInputStream(identityFolder().resolve("authority.pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  NettyChannelBuilder builder(Credential credential) throws Exception {
    var context = GrpcSslContexts.forClient().trustManager(authority());
    if (credential != null) {
      context.keyManager(credential.key(), credential.certificate());
    }
    return NettyChannelBuilder.forAddress("127.0.0.1", coordinator.port())
        .sslContext(context.build());
  }

  private ManagedChannel kept(ManagedChannel channel) {
    channels.add(channel);
    return channel;
  }

  /** Without a certificate or token. */
  ManagedChannel nobody() throws Exception {
    return kept(builder(null).build());
  }

  ManagedChannel dial(Credential credential) throws Exception {
    return kept(builder(credential).build());
  }

  /** With the token of the first hour. */
  ManagedChannel admin() throws Exception {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + Files.readString(identityFolder().resolve("admin-token")).strip());
    return kept(
        builder(null).intercept(MetadataUtils.newAttachHeadersInterceptor(headers)).build());
  }

  ManagementServiceGrpc.ManagementServiceBlockingStub management() throws Exception {
    return ManagementServiceGrpc.newBlockingStub(admin());
  }

  String token(Role role, String name) throws Exception {
    return management()
        .createEnrollmentToken(
            CreateEnrollmentTokenRequest.newBuilder().setRole(role).setName(name).build())
        .getToken();
  }

  Credential enrolled(Role role, String name) throws Exception {
    return enrolled(token(role, ""), name, newKey());
  }

  Credential enrolled(String token, String name, KeyPair key) throws Exception {
    Enrollment enrollment =
        IdentityServiceGrpc.newBlockingStub(nobody())
            .enroll(
                EnrollRequest.newBuilder()
                    .setToken(token)
                    .setName(name)
                    .setCsr(ByteString.copyFrom(request(key)))
                    .build());
    return new Credential(
        enrollment.getName(), key.getPrivate(), certificate(enrollment.getCertificates(0)));
  }

  static X509Certificate certificate(ByteString der) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der.toByteArray()));
  }

  static KeyPair newKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  static byte[] request(KeyPair pair) throws Exception {
    return request(pair, pair.getPrivate(), "SHA256withECDSA");
  }

  static byte[] request(KeyPair pair, PrivateKey signer, String algorithm) throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(
            new X500Name("CN=admin,OU=admin"), pair.getPublic())
        .build(new JcaContentSignerBuilder(algorithm).build(signer))
        .getEncoded();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    coordinator.close();
  }
}
