package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.F1Difference.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class F1DifferenceTest {

  private static ObjectCounts counts(int found, int missed, int wrong) {
    return new ObjectCounts(found, missed, wrong);
  }

  @Test
  void theFigureIsTheDifferenceOfTheTwoF1() {
    F1Difference difference =
        F1Difference.of(
            List.of(
                new Pair(counts(1, 1, 0), counts(2, 0, 0)),
                new Pair(counts(3, 0, 2), counts(3, 0, 0)),
                new Pair(counts(0, 2, 1), counts(1, 1, 1))));
    double before = 2.0 * 4 / (2 * 4 + 3 + 3);
    double after = 2.0 * 6 / (2 * 6 + 1 + 1);
    assertThat(difference.value()).isEqualTo(after - before, within(1e-12));
    assertThat(difference.frames()).isEqualTo(3);
    assertThat(difference.objects()).isEqualTo(7);
    assertThat(difference.low()).isLessThan(difference.value());
    assertThat(difference.high()).isGreaterThan(difference.value());
  }

  /**
   * One detector, found with 0.6, and another, found with 0.7, on frames that are hard for both.
   */
  private static Pair frame(Random random) {
    double ease = 0.5 + random.nextDouble();
    ObjectCounts one = ObjectCounts.NONE;
    ObjectCounts other = ObjectCounts.NONE;
    for (int objects = 1 + random.nextInt(8); objects > 0; objects--) {
      double luck = random.nextDouble();
      one = one.plus(luck < 0.6 * ease ? counts(1, 0, 0) : counts(0, 1, 0));
      other = other.plus(luck < 0.7 * ease ? counts(1, 0, 0) : counts(0, 1, 0));
    }
    one = one.plus(counts(0, 0, random.nextInt(3)));
    other = other.plus(counts(0, 0, random.nextInt(2)));
    return new Pair(one, other);
  }

  private static List<Pair> frames(int count, Random random) {
    List<Pair> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(frame(random));
    }
    return frames;
  }

  @Test
  void inNinetyFiveOfHundredSamplesTheTruthIsAboveTheBound() {
    Random random = new Random(20);
    double truth = F1Difference.of(frames(200_000, random)).value();
    for (int frames : new int[] {12, 40, 200}) {
      int above = 0;
      int below = 0;
      int samples = 1_000;
      for (int i = 0; i < samples; i++) {
        F1Difference difference = F1Difference.of(frames(frames, random));
        above += truth >= difference.low() ? 1 : 0;
        below += truth <= difference.high() ? 1 : 0;
      }
      // 950 expected, and a standard deviation of 7
      assertThat(above).as("%d frames, lower bound", frames).isBetween(929, 990);
      assertThat(below).as("%d frames, upper bound", frames).isBetween(929, 990);
    }
  }

  @Test
  void equalAnswersOnFewObjectsShowLittleAndOnManyEnough() {
    Pair same = new Pair(counts(3, 1, 1), counts(3, 1, 1));
    F1Difference few = F1Difference.of(Collections.nCopies(5, same));
    F1Difference many = F1Difference.of(Collections.nCopies(100, same));
    assertThat(few.value()).isZero();
    assertThat(few.low()).isLessThan(-0.02);
    assertThat(many.low()).isBetween(-0.02, 0.0);
    assertThat(few.framesFor(-0.02)).isGreaterThan(5);
    assertThat(many.framesFor(-0.02)).isLessThanOrEqualTo(100);
    assertThat(many.framesFor(0)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void nothingIsKnownWithoutObjects() {
    F1Difference difference =
        F1Difference.of(Collections.nCopies(30, new Pair(counts(0, 0, 1), counts(0, 0, 0))));
    assertThat(difference.known()).isFalse();
    assertThat(difference.low()).isEqualTo(-1);
    assertThat(difference.probabilityOfNoLoss()).isEqualTo(1);
  }

  @Test
  void objectsAreCountedByLabel() {
    Detection cat = detection(0, "cat", 10);
    Detection dog = detection(1, "dog", 200);
    Map<String, ObjectCounts> counts =
        ObjectCounts.byLabel(
            List.of(cat, dog), List.of(detection(0, "cat", 12), detection(0, "cat", 200)));
    assertThat(counts).isEqualTo(Map.of("cat", counts(1, 0, 1), "dog", counts(0, 1, 0)));
  }

  private static Detection detection(int classId, String label, float x) {
    return new Detection(new Box(x, 10, x + 40, 50), classId, label, 0.9f);
  }
}
