package io.vedette.edge.pipeline;

import io.vedette.detector.DetectorException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The student that answers a camera's frames. A new student starts on trial: the previous one stays
 * open until {@link #keep} or {@link #goBack}. Used by the frame loop's thread.
 */
final class ActiveModel implements AutoCloseable {

  private final FrameStats stats;
  private StudentDetector student;
  private @Nullable Trial trial;

  /** A new student on its first frames, and the one before it. */
  private static final class Trial {
    private final StudentDetector previous;
    private final CompletableFuture<Double> passed;
    private int framesLeft;

    Trial(StudentDetector previous, int frames, CompletableFuture<Double> passed) {
      this.previous = previous;
      this.framesLeft = frames;
      this.passed = passed;
    }
  }

  /**
   * @param first owned from now on, as are all that follow
   * @param stats measures the gap that a swap causes
   */
  ActiveModel(StudentDetector first, FrameStats stats) {
    this.student = first;
    this.stats = stats;
  }

  /** Answers the next frame. */
  StudentDetector student() {
    return student;
  }

  boolean isOnTrial() {
    return trial != null;
  }

  /**
   * Puts another student on trial; one that still is on trial is closed.
   *
   * @param frames that it must answer
   * @param passed completed with the longest gap in milliseconds after so many frames, or with the
   *     reason why the trial failed
   */
  void begin(StudentDetector next, int frames, CompletableFuture<Double> passed) {
    goBack(new DetectorException("another version came instead"));
    trial = new Trial(student, frames, passed);
    student = next;
  }

  /**
   * Puts another detector of the same model in the place of this one, which is closed.
   *
   * @throws IllegalStateException during a trial; {@code next} is closed
   */
  void replace(StudentDetector next) {
    if (isOnTrial()) {
      next.close();
      throw new IllegalStateException("a detector is replaced during a trial");
    }
    StudentDetector previous = student;
    student = next;
    previous.close();
  }

  /** Counts an answered frame. */
  void onFrameAnswered() {
    if (trial != null && --trial.framesLeft == 0) {
      trial.passed.complete(stats.gapMillis());
    }
  }

  /** The student on trial stays. */
  void keep() {
    Trial ended = endTrial();
    if (ended != null) {
      ended.previous.close();
    }
  }

  /**
   * The previous student comes back; the one on trial is closed.
   *
   * @return false when there was no trial
   */
  boolean goBack(Exception reason) {
    Trial ended = endTrial();
    if (ended == null) {
      return false;
    }
    student.close();
    student = ended.previous;
    ended.passed.completeExceptionally(reason);
    return true;
  }

  private @Nullable Trial endTrial() {
    Trial ended = trial;
    if (ended != null) {
      trial = null;
      stats.endSwap();
    }
    return ended;
  }

  @Override
  public void close() {
    goBack(new DetectorException("the camera was closed"));
    student.close();
  }
}
