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
 * Events that the coordinator may not know of: those that wait, and those sent so lately that they
 * may be lost with their stream. They are sent again then, in their order, and known by their ids.
 * Bounded: the newest are kept, the device's own log has them all. Used by one thread.
 */
final class UndeliveredEvents {

  /** As many as are kept. */
  static final int MOST = 200;

  /** A stream that still lives so long after an event was sent has delivered it. */
  private static final long DELIVERED_NANOS = Duration.ofSeconds(30).toNanos();

  private final Deque<EventReport> waiting = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();

  private record Sent(EventReport event, long nanos) {}

  /** Takes an event in, once. */
  void add(EventReport event) {
    boolean known =
        Stream.concat(waiting.stream(), sent.stream().map(Sent::event))
            .anyMatch(other -> other.getId().equals(event.getId()));
    if (!known) {
      waiting.addLast(event);
      if (waiting.size() > MOST) {
        waiting.removeFirst();
      }
    }
  }

  /** The next to send, which counts as sent from now on; null when none waits. */
  @Nullable EventReport next(long nowNanos) {
    EventReport event = waiting.pollFirst();
    if (event != null) {
      sent.addLast(new Sent(event, nowNanos));
    }
    return event;
  }

  /** The stream is gone: what it may not have delivered waits again. */
  void lost() {
    while (!sent.isEmpty()) {
      waiting.addFirst(sent.removeLast().event());
    }
  }

  /** The ids of those that have been delivered since this was asked last. */
  List<String> delivered(long nowNanos) {
    List<String> ids = new ArrayList<>();
    while (!sent.isEmpty() && nowNanos - sent.getFirst().nanos() >= DELIVERED_NANOS) {
      ids.add(sent.removeFirst().event().getId());
    }
    return ids;
  }
}
