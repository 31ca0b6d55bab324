package io.vedette.cloud;

import io.grpc.ManagedChannel;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceBlockingStub;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.WatchRequest;
import io.vedette.wire.Endpoint;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody who looks at a coordinator and tells it what to do. */
final class People implements AutoCloseable {

  private final ManagedChannel channel;

  People(int port) {
    channel = Endpoint.plain("127.0.0.1", port).dial();
  }

  ManagementServiceBlockingStub ask() {
    return ManagementServiceGrpc.newBlockingStub(channel).withDeadlineAfter(15, TimeUnit.MINUTES);
  }

  /** Watches until the state is as wanted. */
  Summary see(Predicate<Summary> wanted) {
    Iterator<Summary> states = ask().watch(WatchRequest.newBuilder().setIntervalMs(100).build());
    Summary last = Summary.getDefaultInstance();
    try {
      while (states.hasNext()) {
        last = states.next();
        if (wanted.test(last)) {
          return last;
        }
      }
    } catch (io.grpc.StatusRuntimeException e) {
      throw new AssertionError("not seen in time; the last state was " + last, e);
    }
    throw new AssertionError("the watch ended; the last state was " + last);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
