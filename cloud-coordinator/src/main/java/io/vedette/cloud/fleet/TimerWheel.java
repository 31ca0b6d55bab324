package io.vedette.cloud.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Deadlines in slots of equal length, on a ring. To set one and to let one pass costs the same
 * whatever the number of deadlines. A deadline passes at the end of its slot; one beyond the ring
 * passes early, at the ring's end. Times in milliseconds on any clock that never goes back. Not
 * safe for use by several threads.
 *
 * <p>Hashed timing wheel, scheme 6 of Varghese and Lauck, "Hashed and hierarchical timing wheels"
 * (1987).
 *
 * @param <T> what has a deadline
 */
final class TimerWheel<T> {

  private final long slotMs;
  private final List<List<T>> slots = new ArrayList<>();

  /** The first slot that has not passed, counted from time 0. */
  private long next;

  /**
   * @param slots how many there are; more than one
   * @param slotMs the length of each
   */
  TimerWheel(int slots, long slotMs, long nowMs) {
    this.slotMs = slotMs;
    for (int i = 0; i < slots; i++) {
      this.slots.add(new ArrayList<>());
    }
    this.next = Math.floorDiv(nowMs, slotMs);
  }

  /** Sets a deadline; one that lies in the past passes with the next slot. */
  void schedule(T item, long deadlineMs) {
    long wanted = Math.max(next, Math.floorDiv(deadlineMs, slotMs));
    slot(Math.min(wanted, next + slots.size() - 1)).add(item);
  }

  /** Lets every deadline pass whose slot has ended. What passes may be scheduled again at once. */
  void advance(long nowMs, Consumer<T> due) {
    long end = Math.floorDiv(nowMs, slotMs);
    List<T> passed = new ArrayList<>();
    for (int turn = 0; next < end && turn < slots.size(); turn++) {
      passed.addAll(slot(next));
      slot(next).clear();
      next++;
    }
    next = Math.max(next, end);
    passed.forEach(due);
  }

  private List<T> slot(long number) {
    return slots.get((int) Math.floorMod(number, (long) slots.size()));
  }
}
