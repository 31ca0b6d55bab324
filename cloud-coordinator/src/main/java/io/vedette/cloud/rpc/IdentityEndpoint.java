package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.identity.people.PeopleDirectory.SignedIn;
import io.vedette.cloud.identity.people.SignInRefusedException;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.RenewRequest;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.proto.v1.SignOutRequest;
import io.vedette.proto.v1.SignOutResponse;
import io.vedette.proto.v1.WhoAmIRequest;

/** Certificates for tokens, sessions for passwords, and who the coordinator takes a caller for. */
public final class IdentityEndpoint extends IdentityServiceGrpc.IdentityServiceImplBase {

  private final PeopleDirectory people;

  private final Enrollments enrollments;

  public IdentityEndpoint(PeopleDirectory people, Enrollments enrollments) {
    this.people = people;
    this.enrollments = enrollments;
  }

  @Override
  public void signIn(SignInRequest request, StreamObserver<SignInResponse> responses) {
    try {
      SignedIn session =
          request.getLink().isEmpty()
              ? people.signIn(
                  request.getUser(),
                  request.getPassword(),
                  request.getCode(),
                  CallerContext.address())
              : people.signInByLink(request.getLink(), CallerContext.address());
      responses.onNext(
          SignInResponse.newBuilder()
              .setToken(session.token())
              .setExpiresAtMs(session.expiresMs())
              .setCaller(CallerMapper.write(session.caller()))
              .build());
      responses.onCompleted();
    } catch (SignInRefusedException e) {
      Status status = e.isLater() ? Status.RESOURCE_EXHAUSTED : Status.UNAUTHENTICATED;
      responses.onError(status.withDescription(e.getMessage()).asRuntimeException());
    }
  }

  @Override
  public void signOut(SignOutRequest request, StreamObserver<SignOutResponse> responses) {
    if (people.signOut(CallerContext.token())) {
      responses.onNext(SignOutResponse.getDefaultInstance());
      responses.onCompleted();
    } else {
      responses.onError(
          Status.FAILED_PRECONDITION
              .withDescription("only a session is ended so; an API token is revoked")
              .asRuntimeException());
    }
  }

  @Override
  public void enroll(EnrollRequest request, StreamObserver<Enrollment> responses) {
    ManagementEndpoint.answer(responses, () -> enrollments.enroll(request));
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<Enrollment> responses) {
    ManagementEndpoint.answer(responses, () -> enrollments.renew(request));
  }

  @Override
  public void whoAmI(WhoAmIRequest request, StreamObserver<CallerInfo> responses) {
    ManagementEndpoint.answer(responses, () -> CallerMapper.write(CallerContext.current()));
  }
}
