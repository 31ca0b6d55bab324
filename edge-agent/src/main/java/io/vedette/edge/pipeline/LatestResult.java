package io.vedette.edge.pipeline;

import io.vedette.detector.Frame;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A camera's newest result. Its picture goes back to the camera when there is a newer one; other
 * threads get a copy, made on demand and once for all of them.
 */
final class LatestResult {

  private final Consumer<Frame> giveBack;
  private volatile @Nullable FrameResult newest;
  private @Nullable FrameResult copied;
  private @Nullable FrameResult copy;

  /**
   * @param giveBack gets the frame of every result that a newer one has replaced
   */
  LatestResult(Consumer<Frame> giveBack) {
    this.giveBack = giveBack;
  }

  /** Replaces the newest result, and gives its frame back. */
  synchronized void replace(FrameResult newer) {
    FrameResult before = newest;
    newest = newer;
    if (before != null) {
      giveBack.accept(before.frame());
    }
  }

  /** The newest result as it is. */
  Optional<FrameResult> get() {
    return Optional.ofNullable(newest);
  }

  /** A copy of the newest result: the same object until there is a newer one. */
  synchronized Optional<FrameResult> snapshot() {
    FrameResult now = newest;
    if (now != null && now != copied) {
      copied = now;
      copy = now.copy();
    }
    return Optional.ofNullable(copy);
  }
}
