package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PairedTimingTest {

  @Test
  void whatSlowsBothDoesNotMoveTheRatio() {
    Random random = new Random(1);
    double[] reference = new double[80];
    double[] variant = new double[80];
    for (int i = 0; i < 80; i++) {
      double load = 1 + 9 * random.nextDouble();
      reference[i] = 10 * load;
      variant[i] = 8 * load;
    }

    PairedTiming timing = PairedTiming.of(reference, variant);

    assertThat(timing.ratio().value()).isCloseTo(0.8, within(1e-9));
    assertThat(timing.ratio().high() - timing.ratio().low()).isLessThan(1e-9);
    assertThat(timing.timesFaster()).isCloseTo(1.25, within(1e-9));
    assertThat(timing.ratioText()).isEqualTo("0.80 (0.80 to 0.80)");
  }

  @Test
  void noiseOfItsOwnWidensTheInterval() {
    Random random = new Random(2);
    double[] reference = new double[40];
    double[] variant = new double[40];
    for (int i = 0; i < 40; i++) {
      reference[i] = 10 + 5 * random.nextDouble();
      variant[i] = 10 + 5 * random.nextDouble();
    }

    PairedTiming timing = PairedTiming.of(reference, variant);

    assertThat(timing.ratio().holds(1)).isTrue();
    assertThat(timing.ratio().high() - timing.ratio().low()).isGreaterThan(0.05);
  }

  @Test
  void theAdvantageOfTheSecondCancels() {
    double[] reference = new double[40];
    double[] variant = new double[40];
    for (int i = 0; i < 40; i++) {
      reference[i] = i % 2 == 0 ? 14 : 10;
      variant[i] = i % 2 == 0 ? 10 : 14;
    }

    assertThat(PairedTiming.of(reference, variant).ratioText()).isEqualTo("1.00 (1.00 to 1.00)");
  }

  @Test
  void ofTwoAlikeTheIntervalHoldsOneInNineteenOfTwentyRuns() {
    Random random = new Random(3);
    int held = 0;
    for (int run = 0; run < 400; run++) {
      double[] reference = new double[40];
      double[] variant = new double[40];
      for (int i = 0; i < 40; i++) {
        double load = Math.exp(random.nextGaussian());
        double cold = 1.4;
        reference[i] = load * (i % 2 == 0 ? cold : 1) * Math.exp(0.3 * random.nextGaussian());
        variant[i] = load * (i % 2 == 0 ? 1 : cold) * Math.exp(0.3 * random.nextGaussian());
      }
      held += PairedTiming.of(reference, variant).ratio().holds(1) ? 1 : 0;
    }

    assertThat(held).isBetween(380, 400);
  }

  @Test
  void eachGoesFirstAsOftenAsTheOtherOnThePictureOfThePair() throws Exception {
    List<String> calls = new ArrayList<>();
    Picture[] pictures = new Picture[400];
    Arrays.setAll(pictures, i -> new Picture(1, 1, new byte[3]));

    PairedTiming.of(
        new Recording("reference", pictures, calls),
        new Recording("variant", pictures, calls),
        pair -> pictures[pair],
        Double.NaN); // it ends at the first look

    List<String> first = List.of("reference 0", "variant 0");
    List<String> second = List.of("variant 1", "reference 1");
    assertThat(calls.subList(4, 6)).isEqualTo(first);
    assertThat(calls.subList(6, 8)).isEqualTo(second);
    for (String name : List.of("reference", "variant")) {
      long leads =
          IntStream.range(2, calls.size() / 2)
              .filter(i -> calls.get(2 * i).startsWith(name))
              .count();
      assertThat(leads).isEqualTo((calls.size() - 4) / 4);
    }
  }

  @Test
  void medianHasTheRanksOfTheBinomial() {
    double[] values = new double[10];
    for (int i = 0; i < 10; i++) {
      values[i] = 10 - i;
    }

    // P(Binomial(10, 1/2) < 2) = 11/1024: the 2nd and the 9th hold with 0.979, the 3rd with 0.891
    assertThat(Interval.ofMedian(values, 0.95)).isEqualTo(new Interval(5.5, 2, 9));
    assertThat(Interval.ofMedian(values, 0.89)).isEqualTo(new Interval(5.5, 3, 8));
    assertThat(Interval.ofMedian(new double[] {7}, 0.95)).isEqualTo(new Interval(7, 7, 7));
    assertThat(Interval.ofMedian(new double[] {1, 2, 4}, 0.95)).isEqualTo(new Interval(2, 1, 4));
  }

  /** Notes who was asked about which picture. */
  private record Recording(String name, Picture[] pictures, List<String> calls)
      implements Detector {

    @Override
    public List<List<Detection>> detect(List<Picture> asked) {
      calls.add(name + " " + Arrays.asList(pictures).indexOf(asked.get(0)));
      return List.of(List.of());
    }

    @Override
    public DetectorSpec spec() {
      throw new UnsupportedOperationException("nothing is decoded");
    }

    @Override
    public String digest() {
      return name;
    }

    @Override
    public void close() {}
  }
}
