package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** The one answer of a call. It comes on a thread of the channel. */
final class UnaryReply implements StreamObserver<Message> {

  private final Promise<Message> promise = Promise.promise();

  Future<Message> future() {
    return promise.future();
  }

  @Override
  public void onNext(Message answer) {
    promise.tryComplete(answer);
  }

  @Override
  public void onError(Throwable thrown) {
    promise.tryFail(thrown);
  }

  @Override
  public void onCompleted() {
    promise.tryFail("the coordinator ended the call without an answer");
  }
}
