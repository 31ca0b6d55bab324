package io.vedette.cloud.escalation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which frames may come in. No more than a maximum are inside: those on their way to the disk, and
 * those that wait for a teacher. Those beyond wait before the door, in memory and only up to so
 * many bytes, and come in when others leave. Not safe for use by several threads.
 */
final class Admission {

  /**
   * A frame before the door.
   *
   * @param sha256 of its picture
   */
  record Applicant(
      SubmittedFrame frame,
      String deployment,
      String sha256,
      CompletableFuture<AcceptedEscalation> result) {}

  private static final long MAX_DOOR_BYTES = 32L << 20;

  private final int max;
  private final Deque<Applicant> door = new ArrayDeque<>();
  private long doorBytes;
  private int inside;

  Admission(int max) {
    this.max = max;
  }

  /** How many more may come in. */
  int room() {
    return door.isEmpty() ? Math.max(0, max - inside) : 0;
  }

  /** One that was accepted before a restart is inside, whatever the maximum. */
  void count() {
    inside++;
  }

  /**
   * @return false when it has to wait before the door
   */
  boolean enter() {
    if (room() == 0) {
      return false;
    }
    inside++;
    return true;
  }

  /**
   * @return false when there is no place before the door either
   */
  boolean queue(Applicant applicant) {
    int bytes = applicant.frame().jpeg().length;
    if (doorBytes + bytes > MAX_DOOR_BYTES) {
      return false;
    }
    doorBytes += bytes;
    door.addLast(applicant);
    return true;
  }

  /** One has left; the next one from the door is inside then. */
  @Nullable Applicant leave() {
    inside--;
    if (inside >= max) {
      return null;
    }
    Applicant next = door.pollFirst();
    if (next != null) {
      doorBytes -= next.frame().jpeg().length;
      inside++;
    }
    return next;
  }
}
