package io.vedette.cloud.rpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.vedette.proto.v1.ListChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, with those who wait for its changes. It is read once for all of them, and not
 * sooner again than a pause that grows with the time that reading takes. Safe for use by several
 * threads.
 */
final class FollowedList {

  /** Reading takes at most a twentieth of the time. */
  private static final long PAUSE_PER_READING = 20;

  /** A caller is answered after so long, though nothing changed. */
  static final long WAIT_MS = 10_000;

  private final FieldDescriptor list;
  private final Callable<Message> reader;
  private final LongSupplier revisions;
  private final long pauseMs;

  /** Guarded by itself, as is {@link #ended}; never held while the page is read. */
  private final List<Waiting> waiting = new ArrayList<>();

  private boolean ended;
  private volatile long askedMs;
  private volatile @Nullable FollowedPage page;
  private volatile long nextReadMs;

  private record Waiting(
      long known, long untilMs, ServerCallStreamObserver<ListChanges> responses) {}

  /**
   * @param list the field of the request that asks for it
   * @param revisions each number is larger than the one before
   * @param pauseMs between two readings, at least
   */
  FollowedList(
      FieldDescriptor list, Callable<Message> reader, LongSupplier revisions, long pauseMs) {
    this.list = list;
    this.reader = reader;
    this.revisions = revisions;
    this.pauseMs = pauseMs;
  }

  /**
   * Answers at once, if something changed since the revision that the caller knows, else later.
   *
   * @param known 0: the caller has nothing
   * @param nowMs monotonic time
   * @return false: this list has ended; ask another one
   * @throws Exception when the page cannot be read
   */
  boolean ask(long known, ServerCallStreamObserver<ListChanges> responses, long nowMs)
      throws Exception {
    askedMs = nowMs;
    FollowedPage now = page;
    if (now == null || known == 0 && nowMs >= nextReadMs) {
      now = read(nowMs);
    }
    if (now.changedAfter(known)) {
      answer(now, known, responses);
      return true;
    }
    synchronized (waiting) {
      return !ended && waiting.add(new Waiting(known, nowMs + WAIT_MS, responses));
    }
  }

  /**
   * Reads the page again if somebody waits and it is time, and answers those who lack something.
   */
  void refresh(long nowMs) {
    if (waiting() == 0) {
      return;
    }
    FollowedPage now;
    try {
      now = read(nowMs);
    } catch (Exception e) {
      StatusRuntimeException why = ServiceCalls.failure(e);
      take(one -> true).forEach(one -> one.responses.onError(why));
      return;
    }
    take(one -> now.changedAfter(one.known) || nowMs >= one.untilMs)
        .forEach(one -> answer(now, one.known, one.responses));
  }

  /** The page as it was read less than a pause ago, or is read now. */
  private synchronized FollowedPage read(long nowMs) throws Exception {
    FollowedPage before = page;
    if (before != null && nowMs < nextReadMs) {
      return before;
    }
    long begun = System.nanoTime();
    Message read = reader.call();
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    nextReadMs = nowMs + tookMs + Math.max(pauseMs, tookMs * PAUSE_PER_READING);
    FollowedPage now =
        before == null
            ? FollowedPage.first(read, revisions.getAsLong())
            : before.next(read, revisions.getAsLong());
    page = now;
    return now;
  }

  private void answer(
      FollowedPage now, long known, ServerCallStreamObserver<ListChanges> responses) {
    if (!responses.isCancelled()) {
      responses.onNext(Paging.bounded(now.since(known, list)));
      responses.onCompleted();
    }
  }

  /** Takes those out who wait for it, and lets those go who wait no more. */
  private List<Waiting> take(Predicate<Waiting> wanted) {
    synchronized (waiting) {
      waiting.removeIf(one -> one.responses.isCancelled());
      List<Waiting> taken = waiting.stream().filter(wanted).toList();
      waiting.removeAll(taken);
      return taken;
    }
  }

  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  boolean hasEnded() {
    synchronized (waiting) {
      return ended;
    }
  }

  /** Ends the list if nobody waits and nobody has asked since a time. */
  boolean endIfUnasked(long sinceMs) {
    synchronized (waiting) {
      ended = ended || waiting.isEmpty() && askedMs <= sinceMs;
      return ended;
    }
  }
}
