package io.vedette.cloud.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.identity.people.PeopleDirectory.SignedIn;
import io.vedette.cloud.identity.people.SignInRefusedException;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.proto.v1.SignOutResponse;

/** Certificates for tokens, sessions for passwords, and who the coordinator takes a caller for. */
public final class IdentityEndpoint implements BindableService {

  private final PeopleDirectory people;
  private final Enrollments enrollments;

  public IdentityEndpoint(PeopleDirectory people, Enrollments enrollments) {
    this.people = people;
    this.enrollments = enrollments;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return new ServiceCalls(IdentityServiceGrpc.getServiceDescriptor())
        .answer(IdentityServiceGrpc.getSignInMethod(), this::signIn)
        .answer(IdentityServiceGrpc.getSignOutMethod(), request -> signOut())
        .answer(IdentityServiceGrpc.getEnrollMethod(), enrollments::enroll)
        .answer(IdentityServiceGrpc.getRenewMethod(), enrollments::renew)
        .answer(
            IdentityServiceGrpc.getWhoAmIMethod(),
            request -> CallerMapper.write(CallerContext.current()))
        .build();
  }

  private SignInResponse signIn(SignInRequest request) {
    try {
      SignedIn session =
          request.getLink().isEmpty()
              ? people.signIn(
                  request.getUser(),
                  request.getPassword(),
                  request.getCode(),
                  CallerContext.address())
              : people.signInByLink(request.getLink(), CallerContext.address());
      return SignInResponse.newBuilder()
          .setToken(session.token())
          .setExpiresAtMs(session.expiresMs())
          .setCaller(CallerMapper.write(session.caller()))
          .build();
    } catch (SignInRefusedException e) {
      Status status = e.isLater() ? Status.RESOURCE_EXHAUSTED : Status.UNAUTHENTICATED;
      throw status.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private SignOutResponse signOut() {
    if (!people.signOut(CallerContext.token())) {
      throw Status.FAILED_PRECONDITION
          .withDescription("only a session is ended so; an API token is revoked")
          .asRuntimeException();
    }
    return SignOutResponse.getDefaultInstance();
  }
}
