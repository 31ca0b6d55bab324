package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.GetListChangesRequest.ListCase;
import io.vedette.proto.v1.ListChanges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of lists that somebody follows. Nothing is done when a row changes; a page is read
 * again at its own pace while somebody waits, once for all who asked the same. Safe for use by
 * several threads.
 */
final class FollowedLists implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FollowedLists.class);

  /** Different pages at one time, of at most 192 KiB each. */
  static final int MAX_LISTS = 200;

  /** Callers that wait, of all lists. */
  static final int MAX_WAITING = 2_000;

  /** A page that nobody asks for is kept as long. */
  static final long UNASKED_MS = 30_000;

  private static final long TICK_MS = 250;

  /** A page is read again at most once in this time. */
  static final long PAUSE_MS = 1_000;

  /** Pictures that change faster cannot be looked at. */
  static final long FRAMES_PAUSE_MS = 5_000;

  /** Reads a page; {@code after_revision} is 0. */
  interface Reader {
    Message read(GetListChangesRequest page) throws Exception;
  }

  private final Reader reader;
  private final AtomicLong revision;
  private final Map<GetListChangesRequest, FollowedList> lists = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lists");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param nowMs milliseconds since the epoch: revisions are larger than those of an earlier
   *     process
   */
  FollowedLists(Reader reader, long nowMs) {
    this.reader = reader;
    this.revision = new AtomicLong(nowMs * 1_000);
    var unused =
        clock.scheduleWithFixedDelay(this::refresh, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Answers with what changed since the request's revision, now or later.
   *
   * @throws Exception when the page cannot be read
   */
  void follow(GetListChangesRequest request, ServerCallStreamObserver<ListChanges> responses)
      throws Exception {
    if (request.getListCase() == ListCase.LIST_NOT_SET) {
      throw Status.INVALID_ARGUMENT.withDescription("a list is needed").asRuntimeException();
    }
    // One that is cancelled is found by the next refresh.
    responses.setOnCancelHandler(() -> {});
    GetListChangesRequest page = request.toBuilder().clearAfterRevision().build();
    FollowedList list = find(page);
    while (!list.ask(request.getAfterRevision(), responses, nowMs())) {
      list = find(page);
    }
  }

  private synchronized FollowedList find(GetListChangesRequest page) {
    FollowedList known = lists.get(page);
    if (known != null && !known.hasEnded()) {
      return known;
    }
    if (lists.size() >= MAX_LISTS) {
      // Typing a search leaves a page behind for each letter.
      lists.values().removeIf(one -> one.endIfUnasked(nowMs() - PAUSE_MS));
    }
    if (lists.size() >= MAX_LISTS || waiting() >= MAX_WAITING) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("too many lists are followed; at most " + MAX_LISTS + " different ones")
          .asRuntimeException();
    }
    FollowedList fresh =
        new FollowedList(
            FollowedPage.list(page),
            () -> reader.read(page),
            revision::incrementAndGet,
            page.hasEscalations() ? FRAMES_PAUSE_MS : PAUSE_MS);
    lists.put(page, fresh);
    return fresh;
  }

  private int waiting() {
    return lists.values().stream().mapToInt(FollowedList::waiting).sum();
  }

  private void refresh() {
    for (FollowedList list : current()) {
      try {
        list.refresh(nowMs());
      } catch (RuntimeException e) {
        log.error("a list could not be sent: {}", e.toString());
      }
    }
  }

  private synchronized List<FollowedList> current() {
    lists.values().removeIf(list -> list.endIfUnasked(nowMs() - UNASKED_MS));
    return List.copyOf(lists.values());
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
