package io.vedette.dashboard.live;

import io.vedette.dashboard.api.KnownPeople;
import io.vedette.dashboard.api.ListQuestion;
import io.vedette.dashboard.api.ManagementClient;
import io.vedette.dashboard.api.Requester;
import io.vedette.wire.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many pages, one Watch: it is opened for the first page, kept while any is open and for a moment
 * longer, and opened again with growing pauses when it breaks. Lives on the event loop that made
 * it.
 */
public final class LiveRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRelay.class);

  private static final int MAX_PAGES = 200;

  /** Lists of one page. */
  private static final int MAX_LISTS = 16;

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /**
   * A word this often keeps the idle timer from closing a quiet stream, and pages from giving it
   * up.
   */
  private static final long PULSE_MS = 10_000;

  /** The Watch outlives its last page this long: a page that is reloaded finds it open. */
  private static final long LINGER_MS = 5_000;

  private final Vertx vertx;
  private final Context loop;
  private final ManagementClient client;
  private final KnownPeople people;
  private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random());
  private final Set<LiveStream> pages = new LinkedHashSet<>();
  private final long pulse;

  private @Nullable WatchCall watch;
  private @Nullable SummarySections latest;
  private @Nullable String down;
  private boolean retrying;
  private boolean closed;

  /** As many as {@link #pages}, for other threads. */
  private volatile int streams;

  /**
   * @param people who may look
   */
  public LiveRelay(Vertx vertx, ManagementClient client, KnownPeople people) {
    this.people = people;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.client = client;
    this.pulse = vertx.setPeriodic(PULSE_MS, tick -> pulse());
  }

  /**
   * Makes a response a live stream, until the page closes it.
   *
   * @param lists the pages of lists that it follows: "ListDevices?states=away"
   */
  public void open(RoutingContext request, List<String> lists) {
    HttpServerResponse response = request.response();
    if (lists.size() > MAX_LISTS) {
      response
          .setStatusCode(400)
          .end(new JsonObject().put("error", "at most " + MAX_LISTS + " lists").toBuffer());
      return;
    }
    if (pages.size() >= MAX_PAGES) {
      response
          .setStatusCode(503)
          .end(new JsonObject().put("error", MAX_PAGES + " pages are open already").toBuffer());
      return;
    }
    LiveStream page = new LiveStream(vertx, response, Requester.read(request), this::fromNothing);
    pages.add(page);
    streams = pages.size();
    response.closeHandler(gone -> leave(page));
    look();
    lists.forEach(text -> follow(page, text));
    check(page);
  }

  /** Ends the streams of a session. */
  public void signedOut(String token) {
    Set.copyOf(pages).stream()
        .filter(page -> token.equals(page.requester().token()))
        .forEach(this::refuse);
  }

  /** A word to all pages, and a look at who reads them: sessions end. */
  private void pulse() {
    pages.forEach(page -> page.tell(LiveStream.event("pulse", "{}")));
    Set.copyOf(pages).forEach(this::check);
  }

  /** Lets a page see the fleet, or ends its stream, or waits until the coordinator answers. */
  private void check(LiveStream page) {
    people
        .isOpen()
        .compose(
            open ->
                open
                    ? Future.succeededFuture(true)
                    : people.find(page.requester()).map(p -> p.signedIn() && p.whole()))
        .onComplete(
            known -> {
              if (!pages.contains(page)) {
                return;
              }
              if (known) {
                page.admit();
              } else {
                refuse(page);
              }
            },
            thrown -> {
              if (KnownPeople.isRefusal(thrown)) {
                refuse(page);
              } else if (!page.isAdmitted()) {
                page.tell(link(down == null ? client.why(thrown) : down));
              }
            });
  }

  private void refuse(LiveStream page) {
    if (pages.contains(page)) {
      page.tell(LiveStream.event("signed-out", "{}"));
      page.end();
      leave(page);
    }
  }

  private void follow(LiveStream page, String text) {
    try {
      page.follow(new ListFollower(vertx, loop, client, page, ListQuestion.parse(text)));
    } catch (IllegalArgumentException e) {
      page.sendList(ListQuestion.failure(text, String.valueOf(e.getMessage())), () -> {});
    }
  }

  /** How many streams are open. May be called on any thread. */
  public int streams() {
    return streams;
  }

  @Override
  public void close() {
    closed = true;
    vertx.cancelTimer(pulse);
    stopLooking();
    Set.copyOf(pages).forEach(LiveStream::end);
    pages.clear();
    streams = 0;
  }

  private void leave(LiveStream page) {
    page.leave();
    pages.remove(page);
    streams = pages.size();
    if (pages.isEmpty() && !closed) {
      vertx.setTimer(
          LINGER_MS,
          later -> {
            if (pages.isEmpty()) {
              stopLooking();
            }
          });
    }
  }

  private void look() {
    if (watch == null && !retrying && !closed) {
      watch = WatchCall.open(client, loop, this::told, this::ended);
    }
  }

  private void stopLooking() {
    if (watch != null) {
      watch.cancel();
      watch = null;
    }
    latest = null;
    down = null;
  }

  private void told(SummarySections now) {
    SummarySections earlier = latest;
    latest = now;
    backoff.reset();
    if (earlier == null || down != null) {
      if (down != null) {
        LOG.info("the coordinator at {} answers again", client.address());
      }
      down = null;
      tellAll(fromNothing());
      Set.copyOf(pages).stream().filter(page -> !page.isAdmitted()).forEach(this::check);
    } else {
      tellAll(LiveStream.event("change", now.since(earlier)));
    }
  }

  private void ended(String why) {
    watch = null;
    if (down == null) {
      LOG.warn("the coordinator at {}: {}; trying again", client.address(), why);
    }
    down = why;
    pages.forEach(page -> page.tell(link()));
    retrying = true;
    vertx.setTimer(
        backoff.next().toMillis(),
        later -> {
          retrying = false;
          if (!pages.isEmpty()) {
            look();
          }
        });
  }

  private void tellAll(String event) {
    pages.forEach(page -> page.send(event));
  }

  /** What brings a page up to date: the link, and the summary when it is known. */
  private String fromNothing() {
    return latest == null ? link() : link() + LiveStream.event("snapshot", latest.whole());
  }

  private String link() {
    return link(down == null ? "" : down);
  }

  private String link(String why) {
    JsonObject link =
        new JsonObject()
            .put("coordinator", client.address())
            .put("options", client.options())
            .put("up", latest != null && down == null)
            .put("why", why);
    return LiveStream.event("link", link.encode());
  }
}
