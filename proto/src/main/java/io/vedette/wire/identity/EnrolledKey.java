package io.vedette.wire.identity;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.IdentityServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An identity that is kept in memory alone, for many clients in one process.
 *
 * @param chain its own certificate first
 * @param authority whom it trusts
 */
public record EnrolledKey(PrivateKey key, List<X509Certificate> chain, X509Certificate authority) {

  private static final long PATIENCE_SECONDS = 60;

  /**
   * Makes a key and gets its certificate.
   *
   * @param coordinator a channel to a coordinator that is trusted already
   * @param name the wanted id
   * @throws io.grpc.StatusRuntimeException what the coordinator says, or that it is not there
   */
  public static EnrolledKey enroll(Channel coordinator, EnrollmentTokenText token, String name)
      throws IOException {
    KeyPair pair = CertificateRequest.newKey();
    Enrollment enrollment =
        IdentityServiceGrpc.newBlockingStub(coordinator)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .enroll(
                EnrollRequest.newBuilder()
                    .setToken(token.secret())
                    .setName(name)
                    .setCsr(ByteString.copyFrom(CertificateRequest.of(pair)))
                    .build());
    List<X509Certificate> chain = new ArrayList<>();
    for (ByteString each : enrollment.getCertificatesList()) {
      chain.add(certificate(each));
    }
    return new EnrolledKey(pair.getPrivate(), chain, certificate(enrollment.getAuthority()));
  }

  private static X509Certificate certificate(ByteString der) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der.toByteArray()));
    } catch (CertificateException e) {
      throw new IOException("the coordinator sent no usable certificate: " + e.getMessage(), e);
    }
  }

  /** TLS of a client with this identity. */
  public SslContext tls() throws IOException {
    return GrpcSslContexts.forClient()
        .keyManager(key, chain.toArray(X509Certificate[]::new))
        .trustManager(authority)
        .build();
  }

  /** Without the key, so that no log gets it. */
  @Override
  public String toString() {
    return "EnrolledKey[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
