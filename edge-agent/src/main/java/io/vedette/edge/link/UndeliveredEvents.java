package io.vedette.edge.link;

import io.vedette.proto.v1.EventReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events that the coordinator may not have: those that wait, and those that were sent less than 30
 * seconds ago. When the stream is lost these are sent again, in their order; the coordinator knows
 * them by their ids. Only the newest 200 wait; the event log has all. Used by one thread.
 */
final class UndeliveredEvents {

  static final int MAX_WAITING = 200;

  /** An event is delivered when its stream is still open so long after it was sent. */
  private static final long DELIVERED_NANOS = Duration.ofSeconds(30).toNanos();

  private final Deque<EventReport> waiting = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();

  private record Sent(EventReport event, long nanos) {}

  /** Adds an event, unless its id is known. */
  void add(EventReport event) {
    boolean known =
        Stream.concat(waiting.stream(), sent.stream().map(Sent::event))
            .anyMatch(other -> other.getId().equals(event.getId()));
    if (!known) {
      waiting.addLast(event);
      if (waiting.size() > MAX_WAITING) {
        waiting.removeFirst();
      }
    }
  }

  /** The next event; it counts as sent from now on. Null when none waits. */
  @Nullable EventReport next(long nowNanos) {
    EventReport event = waiting.pollFirst();
    if (event != null) {
      sent.addLast(new Sent(event, nowNanos));
    }
    return event;
  }

  /** Events that the stream may not have delivered wait again. */
  void onStreamLost() {
    while (!sent.isEmpty()) {
      waiting.addFirst(sent.removeLast().event());
    }
  }

  /** Ids of the events that were delivered since the last call. */
  List<String> takeDelivered(long nowNanos) {
    List<String> ids = new ArrayList<>();
    while (!sent.isEmpty() && nowNanos - sent.getFirst().nanos() >= DELIVERED_NANOS) {
      ids.add(sent.removeFirst().event().getId());
    }
    return ids;
  }
}
