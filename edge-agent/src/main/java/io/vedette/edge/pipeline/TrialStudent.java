package io.vedette.edge.pipeline;

import java.util.concurrent.CompletableFuture;

/** A new student on its first frames; the one before stays open until somebody decides. */
final class TrialStudent {

  private final StudentDetector candidate;
  private final StudentDetector before;
  private final CompletableFuture<Double> answered;
  private int framesLeft;

  TrialStudent(
      StudentDetector candidate,
      StudentDetector before,
      CompletableFuture<Double> answered,
      int frames) {
    this.candidate = candidate;
    this.before = before;
    this.answered = answered;
    this.framesLeft = frames;
  }

  StudentDetector before() {
    return before;
  }

  /** Counts an answered frame; the last one needed completes the trial's answer. */
  void frame(double gapMillis) {
    if (--framesLeft == 0) {
      answered.complete(gapMillis);
    }
  }

  /** The candidate stays. */
  void keep() {
    before.close();
  }

  /** The one before goes on. */
  void goBack(Exception why) {
    candidate.close();
    answered.completeExceptionally(why);
  }
}
