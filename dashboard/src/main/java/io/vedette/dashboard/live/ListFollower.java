package io.vedette.dashboard.live;

import io.grpc.ClientCall;
import io.grpc.stub.StreamObserver;
import io.vedette.dashboard.api.ListQuestion;
import io.vedette.dashboard.api.ManagementClient;
import io.vedette.proto.v1.ListChanges;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * One list on one open page: asks the coordinator what changed, sends it, and asks again when the
 * page has room for more. Lives on an event loop; calls are answered on the channel's threads.
 */
final class ListFollower {

  /** After a failure it is asked again so much later. */
  private static final long RETRY_MS = 3_000;

  private final Vertx vertx;
  private final Context loop;
  private final ManagementClient client;
  private final LiveStream page;
  private final ListQuestion question;
  private long revision;
  private String failure = "";
  private boolean closed;
  private @Nullable ClientCall<?, ?> call;

  ListFollower(
      Vertx vertx, Context loop, ManagementClient client, LiveStream page, ListQuestion question) {
    this.vertx = vertx;
    this.loop = loop;
    this.client = client;
    this.page = page;
    this.question = question;
  }

  void ask() {
    if (!closed) {
      call = client.changes(page.requester(), question.after(revision), new Answer());
    }
  }

  void close() {
    closed = true;
    if (call != null) {
      call.cancel("the page is closed", null);
    }
  }

  private void changed(long now, String json) {
    revision = now;
    failure = "";
    if (json.isEmpty()) {
      ask();
    } else {
      page.sendList(json, this::ask);
    }
  }

  private void failed(String why) {
    if (!why.equals(failure)) {
      failure = why;
      revision = 0;
      page.sendList(ListQuestion.failure(question.text(), why), () -> {});
    }
    vertx.setTimer(RETRY_MS, later -> ask());
  }

  private final class Answer implements StreamObserver<ListChanges> {

    @Override
    public void onNext(ListChanges changes) {
      String json = question.json(changes);
      tell(() -> changed(changes.getRevision(), json));
    }

    @Override
    public void onError(Throwable thrown) {
      tell(() -> failed(client.why(thrown)));
    }

    @Override
    public void onCompleted() {}

    private void tell(Runnable news) {
      loop.runOnContext(
          go -> {
            if (!closed) {
              news.run();
            }
          });
    }
  }
}
