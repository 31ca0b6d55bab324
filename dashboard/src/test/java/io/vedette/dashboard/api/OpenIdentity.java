package io.vedette.dashboard.api;

import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.CallerKind;
import io.vedette.proto.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import io.vedette.proto.v1.WhoAmIRequest;

/** Asks nobody who he is. */
final class OpenIdentity extends IdentityServiceImplBase {

  @Override
  public void whoAmI(WhoAmIRequest request, StreamObserver<CallerInfo> answer) {
    answer.onNext(CallerInfo.newBuilder().setKind(CallerKind.CALLER_KIND_OPEN).build());
    answer.onCompleted();
  }
}
