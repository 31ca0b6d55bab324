package io.vedette.cloud.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes steps in their order: one group at a time, and what comes meanwhile together in the next.
 * A step is never divided. A group that cannot be written is tried again, before all others. For
 * one thread.
 */
final class StepWriter {

  /** A group takes no further step when it has so many values. */
  static final int VALUES = 500;

  /** Nor when it has so many bytes. */
  static final int BYTES = 1 << 20;

  /** When so many groups wait while the disk fails, no more steps should be taken. */
  private static final int MOST_WHILE_FAILING = 200;

  /** The same while it only is slow. */
  private static final int MOST_GROUPS = 1_000;

  private static final String NOT_STORED = "not-stored";

  private static final class Group {
    final Map<String, byte @Nullable []> changes = new LinkedHashMap<>();
    final List<Runnable> listeners = new ArrayList<>();
    final CompletableFuture<Void> durable = new CompletableFuture<>();
    long bytes;

    boolean hasRoomFor(int values) {
      return changes.size() + values <= VALUES && bytes < BYTES;
    }

    void add(Map<String, byte @Nullable []> more) {
      changes.putAll(more);
      for (byte[] value : more.values()) {
        bytes += value == null ? 0 : value.length;
      }
    }
  }

  private final MachineStore store;
  private final Executor control;
  private final AlarmListener alarms;
  private final Deque<Group> waiting = new ArrayDeque<>();
  private @Nullable Group inFlight;
  private boolean failing;

  /**
   * @param control where listeners are told
   * @param alarms told when writes begin to fail, and when they succeed again
   */
  StepWriter(MachineStore store, Executor control, AlarmListener alarms) {
    this.store = store;
    this.control = control;
    this.alarms = alarms;
  }

  /**
   * Takes a step.
   *
   * @param durable run when the step is durable
   */
  void write(Map<String, byte @Nullable []> changes, Runnable durable) {
    Group last = waiting.peekLast();
    if (last == null || !last.hasRoomFor(changes.size())) {
      last = new Group();
      waiting.add(last);
    }
    last.add(changes);
    last.listeners.add(durable);
    if (!failing) {
      send();
    }
  }

  /** Whether so much waits that no more steps should be taken. */
  boolean isFull() {
    return waiting.size() >= (failing ? MOST_WHILE_FAILING : MOST_GROUPS);
  }

  /** Completes, on the control loop, when all steps so far are durable. */
  CompletableFuture<Void> durable() {
    Group last = waiting.peekLast();
    Group newest = last == null ? inFlight : last;
    return newest == null ? CompletableFuture.completedFuture(null) : newest.durable;
  }

  /** Tries again what failed. */
  void retry() {
    if (failing && inFlight == null) {
      send();
    }
  }

  private void send() {
    Group next = inFlight == null ? waiting.poll() : null;
    if (next == null) {
      return;
    }
    inFlight = next;
    CompletionStage<Void> written;
    try {
      written = store.write(next.changes);
    } catch (RuntimeException e) {
      written = CompletableFuture.failedFuture(e);
    }
    written.whenComplete((nothing, failure) -> control.execute(() -> written(next, failure)));
  }

  private void written(Group group, @Nullable Throwable failure) {
    inFlight = null;
    if (failure != null) {
      waiting.addFirst(group);
      if (!failing) {
        failing = true;
        alarms.raised(NOT_STORED, "cannot be stored, and are tried again: " + failure.getMessage());
      }
      return;
    }
    if (failing) {
      failing = false;
      alarms.cleared(NOT_STORED);
    }
    group.listeners.forEach(Runnable::run);
    group.durable.complete(null);
    send();
  }
}
