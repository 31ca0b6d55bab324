package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending half of a call, for several threads. After its end nothing is sent; the receiving
 * half notices that the peer is gone.
 */
final class ResponseSender<T> {

  private static final Logger log = LoggerFactory.getLogger(ResponseSender.class);

  private final StreamObserver<T> stream;
  private boolean ended;

  ResponseSender(StreamObserver<T> stream) {
    this.stream = stream;
  }

  synchronized void send(T message) {
    if (ended) {
      return;
    }
    try {
      stream.onNext(message);
    } catch (RuntimeException e) {
      // The call was cancelled between two messages.
      log.debug("not sent: {}", e.getMessage());
      ended = true;
    }
  }

  synchronized void end() {
    if (!ended) {
      ended = true;
      try {
        stream.onCompleted();
      } catch (RuntimeException e) {
        log.debug("not ended: {}", e.getMessage());
      }
    }
  }

  synchronized void fail(Status status) {
    if (!ended) {
      ended = true;
      try {
        stream.onError(status.asRuntimeException());
      } catch (RuntimeException e) {
        log.debug("not failed: {}", e.getMessage());
      }
    }
  }
}
