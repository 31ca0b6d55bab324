package io.vedette.edge.camera;

import io.vedette.detector.Frame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the newest frame: a slow reader loses old frames, never time. */
final class FrameSlot {

  private final FrameBufferPool memory;
  private @Nullable Frame newest;
  private long dropped;
  private boolean closed;

  /**
   * @param memory gets back the pictures of frames that are lost
   */
  FrameSlot(FrameBufferPool memory) {
    this.memory = memory;
  }

  synchronized void put(Frame frame) {
    if (newest != null) {
      dropped++;
      memory.giveBack(newest.picture());
    }
    newest = frame;
    notifyAll();
  }

  /** The newest frame not yet taken; null when none came in time, or the slot is closed. */
  synchronized @Nullable Frame take(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
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

  /** Ends every wait. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized long dropped() {
    return dropped;
  }
}
