package io.vedette.edge.camera;

import io.vedette.detector.Frame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the newest frame. A slow reader loses old frames and never falls behind. */
final class FrameSlot {

  private final KeptFrames kept;
  private @Nullable Frame newest;
  private long dropped;
  private boolean closed;

  /**
   * @param kept gets back the images of frames that are replaced
   */
  FrameSlot(KeptFrames kept) {
    this.kept = kept;
  }

  synchronized void put(Frame frame) {
    if (newest != null) {
      dropped++;
      kept.giveBack(newest.image());
    }
    newest = frame;
    notifyAll();
  }

  /**
   * The newest frame not yet taken; null when none came within {@code timeout}, or the slot is
   * closed.
   */
  synchronized @Nullable Frame take(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (newest == null && !closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    Frame taken = newest;
    newest = null;
    return taken;
  }

  /** Ends all waits. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized long dropped() {
    return dropped;
  }
}
