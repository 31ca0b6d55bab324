package io.vedette.dashboard.live;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.dashboard.api.ManagementClient;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.WatchRequest;
import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Watch call. Summaries are turned into text on the channel's thread; what was learnt is told
 * on the event loop. The next summary is asked for only when the loop has taken the last one.
 */
final class WatchCall implements ClientResponseObserver<WatchRequest, Summary> {

  private static final int INTERVAL_MS = 500;

  private final Context loop;
  private final Consumer<SummarySections> told;
  private final Consumer<String> ended;
  private volatile @Nullable ClientCallStreamObserver<WatchRequest> call;
  private volatile boolean cancelled;

  private WatchCall(Context loop, Consumer<SummarySections> told, Consumer<String> ended) {
    this.loop = loop;
    this.told = told;
    this.ended = ended;
  }

  /**
   * Opens the call.
   *
   * @param told hears every summary, on the loop
   * @param ended hears why the call ended, once, on the loop; not after {@link #cancel}
   */
  static WatchCall open(
      ManagementClient client,
      Context loop,
      Consumer<SummarySections> told,
      Consumer<String> ended) {
    WatchCall watch = new WatchCall(loop, told, ended);
    client.watching().watch(WatchRequest.newBuilder().setIntervalMs(INTERVAL_MS).build(), watch);
    return watch;
  }

  void cancel() {
    cancelled = true;
    ClientCallStreamObserver<WatchRequest> open = call;
    if (open != null) {
      open.cancel("nobody looks any more", null);
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
    stream.disableAutoRequestWithInitial(1);
    call = stream;
  }

  @Override
  public void onNext(Summary summary) {
    SummarySections sections = SummarySections.of(summary);
    loop.runOnContext(
        go -> {
          ClientCallStreamObserver<WatchRequest> open = call;
          if (!cancelled && open != null) {
            told.accept(sections);
            open.request(1);
          }
        });
  }

  @Override
  public void onError(Throwable thrown) {
    Status status = Status.fromThrowable(thrown);
    end(
        switch (status.getCode()) {
          case UNAVAILABLE -> "it cannot be reached";
          case CANCELLED -> "the connection broke";
          case UNAUTHENTICATED, PERMISSION_DENIED -> "it refused the dashboard";
          case UNIMPLEMENTED -> "it has no management service";
          default ->
              status.getDescription() == null ? status.getCode().name() : status.getDescription();
        });
  }

  @Override
  public void onCompleted() {
    end("it ended the watch");
  }

  private void end(String why) {
    loop.runOnContext(
        go -> {
          if (!cancelled) {
            ended.accept(why);
          }
        });
  }
}
