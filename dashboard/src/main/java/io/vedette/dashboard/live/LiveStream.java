package io.vedette.dashboard.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One open page. A page that reads slower than things change is not queued for: it misses changes
 * of the summary and gets a whole snapshot when it has caught up; its lists are asked for when it
 * has room.
 */
final class LiveStream {

  /** Unsent bytes beyond which a page counts as behind. */
  private static final int BEHIND_BYTES = 256 << 10;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Supplier<String> snapshot;
  private final PageBudget budget = new PageBudget();
  private final List<ListFollower> lists = new ArrayList<>();

  /** What waits until the page has read what was sent. */
  private final List<Runnable> waiting = new ArrayList<>();

  private boolean behind;

  /**
   * Begins the response.
   *
   * @param snapshot the events that bring a page up to date from nothing
   */
  LiveStream(Vertx vertx, HttpServerResponse response, Supplier<String> snapshot) {
    this.vertx = vertx;
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

  void follow(ListFollower list) {
    lists.add(list);
    list.ask();
  }

  /**
   * Sends what changed in a list.
   *
   * @param room called when the page may have more of that list
   */
  void sendList(String json, Runnable room) {
    if (response.closed()) {
      return;
    }
    String event = event("list", json);
    response.write(event);
    long pause = budget.spend(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), event.length());
    vertx.setTimer(
        Math.max(1, pause),
        later -> {
          if (response.closed() || !response.writeQueueFull()) {
            room.run();
          } else {
            waiting.add(room);
          }
        });
  }

  /** The page is gone: nothing is asked for it any more. */
  void leave() {
    lists.forEach(ListFollower::close);
  }

  void end() {
    leave();
    if (!response.closed() && !response.ended()) {
      response.end();
    }
  }

  private void catchUp() {
    List<Runnable> held = List.copyOf(waiting);
    waiting.clear();
    held.forEach(Runnable::run);
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
