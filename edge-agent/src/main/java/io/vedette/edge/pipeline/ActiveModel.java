package io.vedette.edge.pipeline;

import io.vedette.detector.DetectorException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which student answers a camera's frames: one that is new is on trial, with the one before it kept
 * open, until somebody decides between them. Used by the frame loop's thread.
 */
final class ActiveModel implements AutoCloseable {

  private final FrameStats pace;
  private StudentDetector student;
  private @Nullable TrialStudent trial;

  /**
   * @param first owned from now on, as are all that come after
   * @param pace measures the gap that a trial makes
   */
  ActiveModel(StudentDetector first, FrameStats pace) {
    this.student = first;
    this.pace = pace;
  }

  /** Who answers the next frame. */
  StudentDetector student() {
    return student;
  }

  boolean isOnTrial() {
    return trial != null;
  }

  /**
   * Puts another student on trial; one that still is goes.
   *
   * @param answered is told the longest gap in milliseconds after so many frames, or why it failed
   */
  void begin(StudentDetector next, int frames, CompletableFuture<Double> answered) {
    goBack(new DetectorException("another version came instead"));
    trial = new TrialStudent(next, student, answered, frames);
    student = next;
  }

  /** Counts an answered frame. */
  void answered() {
    if (trial != null) {
      trial.frame(pace.gapMillis());
    }
  }

  /** The student on trial stays. */
  void keep() {
    TrialStudent over = end();
    if (over != null) {
      over.keep();
    }
  }

  /**
   * The student on trial goes.
   *
   * @return whether there was one, and so whether another has taken its place
   */
  boolean goBack(Exception why) {
    TrialStudent over = end();
    if (over == null) {
      return false;
    }
    student = over.before();
    over.goBack(why);
    return true;
  }

  private @Nullable TrialStudent end() {
    TrialStudent over = trial;
    if (over != null) {
      trial = null;
      pace.endSwap();
    }
    return over;
  }

  @Override
  public void close() {
    goBack(new DetectorException("the camera was closed"));
    student.close();
  }
}
