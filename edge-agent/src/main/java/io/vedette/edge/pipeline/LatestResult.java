package io.vedette.edge.pipeline;

import io.vedette.detector.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A camera's newest answer. Its picture goes when there is a newer one; whoever looks from another
 * thread gets a copy, made when somebody asks and once for all who do.
 */
final class LatestResult {

  private final Consumer<Frame> giveBack;
  private volatile @Nullable FrameResult newest;
  private @Nullable FrameResult copied;
  private @Nullable FrameResult copy;

  /**
   * @param giveBack gets the frame of every answer that a newer one has replaced
   */
  LatestResult(Consumer<Frame> giveBack) {
    this.giveBack = giveBack;
  }

  /** There is a newer answer; nobody looks at the picture of the one before any more. */
  synchronized void replace(FrameResult newer) {
    FrameResult before = newest;
    newest = newer;
    if (before != null) {
      giveBack.accept(before.frame());
    }
    notifyAll();
  }

  /** The answer as it is. */
  Optional<FrameResult> get() {
    return Optional.ofNullable(newest);
  }

  /** The answer with a picture that stays: the same each time until there is a newer. */
  synchronized Optional<FrameResult> lasting() {
    FrameResult now = newest;
    if (now != null && now != copied) {
      copied = now;
      copy = now.copy();
    }
    return Optional.ofNullable(copy);
  }

  /**
   * Waits for an answer with a picture that stays.
   *
   * @param seen from an earlier call: another is waited for; null: any will do
   * @return empty when there was none within {@code patience}
   */
  synchronized Optional<FrameResult> lastingAfter(@Nullable FrameResult seen, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (newest == null || (seen != null && seen == copy && newest == copied)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return lasting();
  }
}
