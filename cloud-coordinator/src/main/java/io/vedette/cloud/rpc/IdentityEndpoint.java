package io.vedette.cloud.rpc;

import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.WhoAmIRequest;

/** Certificates for tokens, sessions for passwords, and who the coordinator takes a caller for. */
public final class IdentityEndpoint extends IdentityServiceGrpc.IdentityServiceImplBase {

  @Override
  public void whoAmI(WhoAmIRequest request, StreamObserver<CallerInfo> responses) {
    responses.onNext(CallerMapper.write(CallerContext.current()));
    responses.onCompleted();
  }
}
