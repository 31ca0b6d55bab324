package io.vedette.wire.identity;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.wire.ClientBounds;
import io.vedette.wire.Endpoint;
import io.vedette.wire.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Exchanges a one-time token for an identity. */
public final class Enroller {

  /** A busy coordinator may take long, and nothing is lost by waiting. */
  private static final long PATIENCE_SECONDS = 60;

  private Enroller() {}

  /**
   * Makes a key, stores it, gets its certificate and stores that. A key that is there from an
   * attempt that was cut short is used again: the token is good for it a second time. The token's
   * secret is sent only to a coordinator whose authority is the one that the token names.
   *
   * @param at where the coordinator listens; its TLS settings do not count
   * @param name the wanted id; empty: the token's, or one that the coordinator makes
   * @return the id in the certificate
   * @throws IOException in one line: not reachable, another authority, the token is used up
   */
  public static String enroll(
      EnrollmentTokenText token, Endpoint at, String name, IdentityFolder into) throws IOException {
    prepare(into);
    EnrollRequest request =
        EnrollRequest.newBuilder()
            .setToken(token.secret())
            .setName(name)
            .setCsr(ByteString.copyFrom(Files.readAllBytes(into.request())))
            .build();
    ManagedChannel channel = dial(token, at);
    try {
      Enrollment enrollment =
          IdentityServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .enroll(request);
      into.writeCertificates(bytes(enrollment), enrollment.getAuthority().toByteArray());
      return enrollment.getName();
    } catch (StatusRuntimeException e) {
      throw new IOException("cannot enroll at " + at + ": " + reason(e), e);
    } finally {
      channel.shutdownNow();
    }
  }

  /** Makes and stores the key, unless there is one: it needs no coordinator. */
  public static void prepare(IdentityFolder folder) throws IOException {
    if (!folder.hasKey()) {
      KeyPair key = CertificateRequest.newKey();
      folder.writeKey(key.getPrivate(), CertificateRequest.of(key));
    }
  }

  static List<byte[]> bytes(Enrollment enrollment) {
    return enrollment.getCertificatesList().stream().map(ByteString::toByteArray).toList();
  }

  private static ManagedChannel dial(EnrollmentTokenText token, Endpoint at) throws SSLException {
    return NettyChannelBuilder.forAddress(at.host(), at.port())
        .maxInboundMessageSize(Endpoint.MAX_MESSAGE_BYTES)
        .intercept(new ClientBounds())
        .sslContext(
            GrpcSslContexts.forClient()
                .trustManager(new AuthorityTrust(token.fingerprint()))
                .build())
        .build();
  }

  /** What people can act on: the cause of a broken handshake is deeper than gRPC's words. */
  private static String reason(StatusRuntimeException thrown) {
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return String.valueOf(cause.getMessage());
      }
    }
    Status status = thrown.getStatus();
    String said = status.getDescription();
    return status.getCode() == Status.Code.UNAVAILABLE
        ? "no coordinator with TLS answers there"
        : said == null ? status.getCode().name() : said;
  }
}
