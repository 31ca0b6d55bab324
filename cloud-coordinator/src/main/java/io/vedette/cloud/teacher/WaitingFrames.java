package io.vedette.cloud.teacher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The frames of one deployment that wait to be handed out: fresh ones in the order in which they
 * came, and suspects, which are parts of lost batches. Not safe for use by several threads.
 */
final class WaitingFrames {

  /**
   * A frame that waits.
   *
   * @param losses batches with this frame that were lost
   * @param aloneLosses those in which it was alone
   */
  record Waiting(String frame, long sinceMs, int losses, int aloneLosses) {

    Waiting lost(boolean alone) {
      return new Waiting(frame, sinceMs, losses + 1, aloneLosses + (alone ? 1 : 0));
    }
  }

  private final Deque<Waiting> fresh = new ArrayDeque<>();

  /** Parts of lost batches; each is handed out by itself. */
  private final Deque<List<Waiting>> suspects = new ArrayDeque<>();

  private long offeredMs;
  private int underWay;

  void offer(String frame, long nowMs) {
    fresh.addLast(new Waiting(frame, nowMs, 0, 0));
    offeredMs = nowMs;
  }

  /** A part of a lost batch waits again. */
  void suspect(List<Waiting> part) {
    suspects.addLast(part);
  }

  /** Frames were handed out, or, with a negative number, came back or were lost. */
  void handedOut(int frames) {
    underWay += frames;
  }

  /** Nothing waits or is under way. */
  boolean isIdle() {
    return fresh.isEmpty() && suspects.isEmpty() && underWay == 0;
  }

  boolean wasOfferedSince(long ms) {
    return offeredMs >= ms;
  }

  boolean hasFresh() {
    return !fresh.isEmpty();
  }

  boolean hasSuspects() {
    return !suspects.isEmpty();
  }

  int freshCount() {
    return fresh.size();
  }

  /** Since when the first fresh frame waits; there must be one. */
  long freshSinceMs() {
    return fresh.getFirst().sinceMs;
  }

  int count() {
    return fresh.size() + suspects.stream().mapToInt(List::size).sum();
  }

  /**
   * @param open frames that still wait for an answer; the others are left out
   */
  List<Waiting> takeFresh(int size, Set<String> open) {
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < size && !fresh.isEmpty()) {
      Waiting frame = fresh.removeFirst();
      if (open.contains(frame.frame)) {
        batch.add(frame);
      }
    }
    return batch;
  }

  List<Waiting> takeSuspects(int size) {
    List<Waiting> part = suspects.removeFirst();
    if (part.size() > size) {
      suspects.addFirst(part.subList(size, part.size()));
      part = part.subList(0, size);
    }
    return part;
  }

  /** A late answer may have come for what is first in a queue. */
  void dropAnswered(Set<String> open) {
    while (!fresh.isEmpty() && !open.contains(fresh.getFirst().frame)) {
      fresh.removeFirst();
    }
    while (!suspects.isEmpty()) {
      List<Waiting> part = suspects.removeFirst();
      List<Waiting> left = part.stream().filter(w -> open.contains(w.frame)).toList();
      if (!left.isEmpty()) {
        suspects.addFirst(left);
        return;
      }
    }
  }
}
