package io.vedette.cloud.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.overview.SummaryReader;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.WatchRequest;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The summary: once, or again after each change. */
final class SummaryPages implements AnsweredCalls, AutoCloseable {

  private static final int DEFAULT_INTERVAL_MS = 500;
  private static final int LEAST_INTERVAL_MS = 100;

  private final SummaryReader reader;
  private final ChangeSignal changes;
  private final ActiveTime time;
  private final ScheduledExecutorService watches =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watches");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param changes after which watchers get a new summary
   */
  SummaryPages(SummaryReader reader, ChangeSignal changes, ActiveTime time) {
    this.reader = reader;
    this.changes = changes;
    this.time = time;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(ManagementServiceGrpc.getGetSummaryMethod(), request -> read()).stream(
        ManagementServiceGrpc.getWatchMethod(), this::watch);
  }

  private Summary read() throws Exception {
    return Paging.bounded(SummaryMapper.write(reader.read(time.now().wallMs())));
  }

  private void watch(WatchRequest request, StreamObserver<Summary> responses) {
    long asked = request.getIntervalMs() > 0 ? request.getIntervalMs() : DEFAULT_INTERVAL_MS;
    new SummarySubscription(
            this::read,
            changes,
            watches,
            (ServerCallStreamObserver<Summary>) responses,
            Math.max(LEAST_INTERVAL_MS, asked))
        .start();
  }

  @Override
  public void close() {
    watches.shutdownNow();
  }
}
