package io.vedette.cloud.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.SessionContests;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Enrolled;
import io.vedette.cloud.identity.EnrollmentToken;
import io.vedette.cloud.identity.Identities;
import io.vedette.cloud.identity.RefusedIdentityException;
import io.vedette.cloud.identity.Role;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.CreateEnrollmentTokenResponse;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.ListEnrollmentTokensRequest;
import io.vedette.proto.v1.ListEnrollmentTokensResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.RenewRequest;
import io.vedette.wire.TagMapper;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Certificates and their tokens, as calls ask for them. */
public final class Enrollments implements AnsweredCalls {

  private final @Nullable Identities identities;
  private final AccessInterceptor access;
  private final EventFeed feed;

  /**
   * @param identities null: the listener is open, and nobody needs a certificate
   */
  public Enrollments(@Nullable Identities identities, AccessInterceptor access, EventFeed feed) {
    this.identities = identities;
    this.access = access;
    this.feed = feed;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getCreateEnrollmentTokenMethod(), this::create)
        .answer(ManagementServiceGrpc.getListEnrollmentTokensMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getRevokeEnrollmentTokenMethod(),
            request -> revokeToken(request.getId()));
  }

  private Identities identities() {
    Identities known = identities;
    if (known == null) {
      throw Status.FAILED_PRECONDITION
          .withDescription(
              "this coordinator is open (listener.insecure): nobody needs a certificate")
          .asRuntimeException();
    }
    return known;
  }

  Enrollment enroll(EnrollRequest request) throws IOException {
    Identities known = identities();
    try {
      Enrolled enrolled =
          known.enroll(request.getToken(), request.getCsr().toByteArray(), request.getName());
      // Who enrolls again under its own id has lost its earlier key.
      access.recheck();
      String name = enrolled.issued().name();
      feed.clear(SessionContests.alarm(name));
      feed.info(
          Subject.of("device", name),
          name
              + " enrolled as "
              + enrolled.issued().role().label()
              + " with token "
              + enrolled.issued().tokenId()
              + " from "
              + CallerContext.address());
      return write(enrolled, known.authority());
    } catch (RefusedIdentityException e) {
      throw Status.PERMISSION_DENIED.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  Enrollment renew(RenewRequest request) throws IOException {
    Identities known = identities();
    X509Certificate current =
        CallerContext.certificate()
            .orElseThrow(
                () ->
                    Status.UNAUTHENTICATED
                        .withDescription("a certificate is renewed by its owner only")
                        .asRuntimeException());
    try {
      return write(known.renew(current, request.getCsr().toByteArray()), known.authority());
    } catch (RefusedIdentityException e) {
      throw Status.PERMISSION_DENIED.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private static Enrollment write(Enrolled enrolled, X509Certificate authority) {
    try {
      ByteString trusted = ByteString.copyFrom(authority.getEncoded());
      return Enrollment.newBuilder()
          .addCertificates(ByteString.copyFrom(enrolled.certificate().getEncoded()))
          .addCertificates(trusted)
          .setAuthority(trusted)
          .setName(enrolled.issued().name())
          .setRole(CallerMapper.write(enrolled.issued().role()))
          .setRenewAtMs(enrolled.renewAtMs())
          .setExpiresAtMs(enrolled.issued().expiresAtMs())
          .addAllTags(TagMapper.toProto(enrolled.tags().byKey()))
          .build();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("the certificate cannot be encoded", e);
    }
  }

  CreateEnrollmentTokenResponse create(CreateEnrollmentTokenRequest request) {
    Identities known = identities();
    Caller caller = CallerContext.current();
    Role role =
        CallerMapper.read(request.getRole())
            .orElseThrow(() -> invalid("a role is needed: device, teacher, distiller, dashboard"));
    if (role.isPerson()) {
      throw invalid("people sign in; a token is for a device or a worker");
    }
    if (role != Role.DEVICE && caller.role() != Role.ADMIN) {
      throw Status.PERMISSION_DENIED
          .withDescription(
              caller.described() + " may make tokens for devices; others need an admin")
          .asRuntimeException();
    }
    Identities.NewToken made =
        known.createToken(
            role,
            request.getName(),
            request.getUses(),
            Duration.ofMillis(request.getLifetimeMs()),
            TagMapper.fromProto(request.getTagsList()),
            Set.copyOf(request.getDeploymentsList()),
            caller.name());
    return CreateEnrollmentTokenResponse.newBuilder()
        .setToken(made.text())
        .setDetails(EnrollmentPages.write(made.token()))
        .build();
  }

  ListEnrollmentTokensResponse list(ListEnrollmentTokensRequest request) {
    return EnrollmentPages.list(identities().tokens(), request);
  }

  io.vedette.proto.v1.EnrollmentToken revokeToken(String id) {
    EnrollmentToken token =
        identities()
            .revokeToken(id)
            .orElseThrow(() -> new IllegalArgumentException(id + ": no such token"));
    return EnrollmentPages.write(token);
  }

  /**
   * Refuses the certificates of an id, and ends its open calls.
   *
   * @return whether it had one
   */
  boolean refuse(String id) {
    if (identities == null) {
      return false;
    }
    boolean had = identities.revoke(id) > 0;
    access.recheck();
    feed.clear(SessionContests.alarm(id));
    return had;
  }

  private static RuntimeException invalid(String why) {
    return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
  }
}
