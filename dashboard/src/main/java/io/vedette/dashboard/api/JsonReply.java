package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * The one answer of a call, as JSON text. It is written as text on the thread that received it, so
 * that the event loop only passes it on.
 */
final class JsonReply<A extends Message> implements StreamObserver<A> {

  private final Promise<String> promise = Promise.promise();

  Future<String> future() {
    return promise.future();
  }

  @Override
  public void onNext(A answer) {
    promise.tryComplete(MessageJson.of(answer));
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
