package io.vedette.edge.link;

import io.vedette.edge.outbox.WaitingFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Frames that were sent and have no verdict: when each was sent last, whether the coordinator has
 * accepted it, and whether its verdict is overdue. Used by one thread.
 */
final class InFlightFrames {

  private final Map<String, Sent> sent = new HashMap<>();

  private record Sent(String cameraId, long nanos, boolean accepted, boolean overdue) {

    Sent at(long time, boolean nowAccepted, boolean nowOverdue) {
      return new Sent(cameraId, time, nowAccepted, nowOverdue);
    }
  }

  void onSent(WaitingFrame frame, long nanos) {
    sent.put(frame.id(), new Sent(frame.cameraId(), nanos, false, false));
  }

  /** The coordinator has stored it: its verdict will come, in this session or a later one. */
  void onAccepted(String id) {
    sent.computeIfPresent(id, (key, s) -> s.at(s.nanos, true, s.overdue));
  }

  /**
   * It has a verdict, or was rejected.
   *
   * @return whether that came in time
   */
  boolean onAnswered(String id) {
    Sent answered = sent.remove(id);
    return answered != null && !answered.overdue;
  }

  /**
   * The coordinator had no room for it: it is to be sent again.
   *
   * @return its camera; empty when it was not in flight
   */
  Optional<String> onDeferred(String id) {
    return Optional.ofNullable(sent.remove(id)).map(Sent::cameraId);
  }

  /** Whether a frame is to be sent, for the first time or again. */
  boolean isDue(String id, long now, long resendNanos) {
    Sent before = sent.get(id);
    return before == null || now - before.nanos > resendNanos;
  }

  /** Number of frames whose verdict is not overdue. */
  int waiting() {
    return (int) sent.values().stream().filter(s -> !s.overdue).count();
  }

  /** Number of frames that have become overdue since the last call. */
  int newlyOverdue(long now, long deadlineNanos) {
    int overdue = 0;
    for (Map.Entry<String, Sent> entry : sent.entrySet()) {
      Sent s = entry.getValue();
      if (!s.overdue && now - s.nanos > deadlineNanos) {
        entry.setValue(s.at(s.nanos, s.accepted, true));
        overdue++;
      }
    }
    return overdue;
  }

  /**
   * A new stream is open. Frames that are not accepted are sent at once. Accepted ones are sent
   * after {@code acceptedNanos}: a verdict that came while no stream was open is given only to who
   * sends the frame again.
   */
  void onNewStream(long now, long resendNanos, long acceptedNanos) {
    long latest = now - resendNanos + acceptedNanos;
    for (Iterator<Map.Entry<String, Sent>> all = sent.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Sent> entry = all.next();
      Sent s = entry.getValue();
      if (s.accepted) {
        entry.setValue(s.at(Math.min(s.nanos, latest), true, true));
      } else {
        all.remove();
      }
    }
  }

  /** Forgets all frames but these. */
  void retain(Collection<String> ids) {
    sent.keySet().retainAll(ids);
  }

  int size() {
    return sent.size();
  }
}
