package io.vedette.dashboard.live;

import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;

/**
 * One open page. A page that reads slower than things change is not queued for: it misses changes
 * and gets a whole snapshot when it has caught up.
 */
final class LiveStream {

  /** Unsent bytes beyond which a page counts as behind. */
  private static final int BEHIND_BYTES = 256 << 10;

  private final HttpServerResponse response;
  private final Supplier<String> snapshot;
  private boolean behind;

  /**
   * Begins the response.
   *
   * @param snapshot the events that bring a page up to date from nothing
   */
  LiveStream(HttpServerResponse response, Supplier<String> snapshot) {
    this.response = response;
    this.snapshot = snapshot;
    response
        .setChunked(true)
        .setWriteQueueMaxSize(BEHIND_BYTES)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .drainHandler(drained -> catchUp());
    response.write(snapshot.get());
  }

  /** Sends an event, unless the page is behind. */
  void send(String event) {
    if (behind || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      behind = true;
      return;
    }
    response.write(event);
  }

  void end() {
    if (!response.closed() && !response.ended()) {
      response.end();
    }
  }

  private void catchUp() {
    if (behind && !response.closed()) {
      behind = false;
      response.write(snapshot.get());
    }
  }

  /** An event as text; the data must be one line. */
  static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
