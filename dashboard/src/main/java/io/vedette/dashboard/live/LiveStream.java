package io.vedette.dashboard.live;

import io.vedette.dashboard.api.Requester;
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
  private final Requester requester;
  private final Supplier<String> snapshot;
  private final PageBudget budget = new PageBudget();
  private final List<ListFollower> lists = new ArrayList<>();

  /** What waits until the page has read what was sent. */
  private final List<Runnable> waiting = new ArrayList<>();

  private boolean behind;

  /** Nothing of the fleet is sent before it is known that the page may see it. */
  private boolean admitted;

  /**
   * Begins the response.
   *
   * @param requester whose page it is
   * @param snapshot the events that bring a page up to date from nothing
   */
  LiveStream(
      Vertx vertx, HttpServerResponse response, Requester requester, Supplier<String> snapshot) {
    this.vertx = vertx;
    this.response = response;
    this.requester = requester;
    this.snapshot = snapshot;
    response
        .setChunked(true)
        .setWriteQueueMaxSize(BEHIND_BYTES)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .drainHandler(drained -> catchUp());
  }

  Requester requester() {
    return requester;
  }

  boolean isAdmitted() {
    return admitted;
  }

  /** The page may see the fleet: it is brought up to date, and its lists are asked for. */
  void admit() {
    if (!admitted && !response.closed()) {
      admitted = true;
      response.write(snapshot.get());
      lists.forEach(ListFollower::ask);
    }
  }

  /** Sends what shows nothing of the fleet, whoever looks. */
  void tell(String event) {
    if (!response.closed() && !response.writeQueueFull()) {
      response.write(event);
    }
  }

  /** Sends an event, unless the page is behind or not admitted. */
  void send(String event) {
    if (!admitted || behind || response.closed()) {
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
    if (admitted) {
      list.ask();
    }
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
