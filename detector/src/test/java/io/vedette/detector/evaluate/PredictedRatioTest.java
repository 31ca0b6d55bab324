package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By simulation: 1,000 repetitions of 50 known frames among 2,000. */
class PredictedRatioTest {

  private static final int REPETITIONS = 1_000;
  private static final int KNOWN = 50;
  private static final int FRAMES = 2_000;

  /** Objects per frame, the student's recall, the teacher's share of misses and its inventions. */
  private record World(double objects, double recall, double missed, double invented) {

    /** True found and there, and both by the teacher. */
    double[] frame(Random random, boolean useless) {
      int there = poisson(random, objects);
      double recallHere = Math.min(1, Math.max(0, recall + 0.25 * random.nextGaussian()));
      int found = 0;
      int foundByTeacher = 0;
      int seenByTeacher = 0;
      for (int i = 0; i < there; i++) {
        boolean hit = random.nextDouble() < recallHere;
        found += hit ? 1 : 0;
        if (random.nextDouble() >= missed) {
          seenByTeacher++;
          foundByTeacher += hit ? 1 : 0;
        }
      }
      seenByTeacher += poisson(random, invented);
      if (useless) {
        seenByTeacher = poisson(random, objects);
        foundByTeacher = 0;
        for (int i = 0; i < seenByTeacher; i++) {
          foundByTeacher += random.nextDouble() < recall ? 1 : 0;
        }
      }
      return new double[] {found, there, foundByTeacher, seenByTeacher};
    }

    double truth(boolean useless) {
      Random random = new Random(7);
      double found = 0;
      double there = 0;
      for (int i = 0; i < 1_000_000; i++) {
        double[] frame = frame(random, useless);
        found += frame[0];
        there += frame[1];
      }
      return found / there;
    }

    private static int poisson(Random random, double mean) {
      double limit = Math.exp(-mean);
      double product = random.nextDouble();
      int count = 0;
      while (product > limit) {
        product *= random.nextDouble();
        count++;
      }
      return count;
    }
  }

  /**
   * @param covered share of intervals that hold the truth
   * @param width mean, as a multiple of that from the known frames alone
   * @param correlation of the true and the predicted residuals of a frame
   */
  private record Simulated(double covered, double width, double correlation) {}

  private static Simulated simulate(World world, boolean useless) {
    double truth = world.truth(useless);
    int covered = 0;
    double width = 0;
    double alone = 0;
    RatioMoments residuals = new RatioMoments();
    double products = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      Random random = new Random(1_000 + repetition);
      List<PredictedRatio.Known> known = new ArrayList<>();
      RatioMoments predicted = new RatioMoments();
      for (int i = 0; i < FRAMES; i++) {
        double[] frame = world.frame(random, useless);
        if (i < KNOWN) {
          known.add(new PredictedRatio.Known(frame[0], frame[1], frame[2], frame[3]));
        } else {
          predicted.add(frame[2], frame[3]);
        }
        double real = frame[0] - truth * frame[1];
        double said = frame[2] - truth * frame[3];
        residuals.add(real, said);
        products += real * said;
      }
      Interval helped = PredictedRatio.of(known, predicted, 0.95);
      Interval byKnown = PredictedRatio.of(known, new RatioMoments(), 0.95);
      covered += helped.holds(truth) ? 1 : 0;
      width += helped.high() - helped.low();
      alone += byKnown.high() - byKnown.low();
    }
    double covariance = products / residuals.count() - residuals.above() * residuals.below();
    double ofReal = residuals.residualVariance(0);
    // variance of (real - said) = ofReal + ofSaid - 2 covariance
    double ofSaid = residuals.residualVariance(1) - ofReal + 2 * covariance;
    return new Simulated(
        covered / (double) REPETITIONS, width / alone, covariance / Math.sqrt(ofReal * ofSaid));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0.80, 0.03, 0.05",
    "5, 0.80, 0.14, 0.40",
    "2, 0.90, 0.02, 0.05",
    "1, 0.60, 0.02, 0.02"
  })
  void theTruthIsInTheIntervalAsOftenAsPromised(
      double objects, double recall, double missed, double invented) {
    Simulated simulated = simulate(new World(objects, recall, missed, invented), false);

    assertThat(simulated.covered()).isGreaterThanOrEqualTo(0.935);
  }

  @Test
  void aTeacherThatIsMostlyRightHalvesTheInterval() {
    Simulated simulated = simulate(new World(5, 0.8, 0.14, 0.4), false);

    assertThat(simulated.correlation()).isBetween(0.89, 0.91);
    assertThat(simulated.width()).isLessThanOrEqualTo(0.5);
  }

  @Test
  void aUselessTeacherCostsNothing() {
    Simulated simulated = simulate(new World(5, 0.8, 0, 0), true);

    assertThat(simulated.correlation()).isBetween(-0.01, 0.01);
    assertThat(simulated.covered()).isGreaterThanOrEqualTo(0.935);
    assertThat(simulated.width()).isLessThanOrEqualTo(1.1);
  }

  @Test
  void fewKnownFramesPromiseNothing() {
    RatioMoments predicted = new RatioMoments();
    predicted.add(1, 2);

    Interval interval =
        PredictedRatio.of(List.of(new PredictedRatio.Known(1, 2, 1, 2)), predicted, 0.95);

    assertThat(interval).isEqualTo(new Interval(0.5, 0, 1));
  }
}
