package io.vedette.detector.head;

import io.vedette.detector.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * The one check between a model's answers and everybody who believes them, whatever head read them:
 * a box has finite corners in the right order, a score is 0 to 1, a class has a number. What is
 * otherwise comes from a model that is broken or overflows in half precision.
 */
public final class SoundCandidates {

  /** Input pixels; no picture reaches so far, and farther numbers overflow on their way to it. */
  private static final float FARTHEST = 1e9f;

  /** A score so little above 1 is a rounding of 8 or 16 bits, and counts as 1. */
  private static final float ROUNDED = 1.01f;

  private SoundCandidates() {}

  /** Those that can be believed, in the same order; the others are missing. */
  public static List<Candidate> of(List<Candidate> candidates) {
    List<Candidate> sound = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      if (isSound(candidate)) {
        sound.add(candidate.score() > 1 ? certain(candidate) : candidate);
      }
    }
    return sound;
  }

  private static boolean isSound(Candidate candidate) {
    Box box = candidate.box();
    return candidate.classId() >= 0
        && candidate.score() >= 0
        && candidate.score() <= ROUNDED
        && box.x1() >= -FARTHEST
        && box.y1() >= -FARTHEST
        && box.x2() <= FARTHEST
        && box.y2() <= FARTHEST
        && box.x1() <= box.x2()
        && box.y1() <= box.y2();
  }

  private static Candidate certain(Candidate candidate) {
    return new Candidate(candidate.box(), candidate.classId(), 1);
  }
}
