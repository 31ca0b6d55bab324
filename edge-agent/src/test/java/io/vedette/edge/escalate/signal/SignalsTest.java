package io.vedette.edge.escalate.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.GreyGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private static final TrackedFrame CALM =
      new TrackedFrame(List.of(), List.of(), List.of(), List.of());

  private static Detection at(float x, String label, float score) {
    return new Detection(new Box(x, 0, x + 50, 50), 0, label, score);
  }

  private static Signals of(List<Detection> shown, List<Detection> peaks) {
    return of(shown, peaks, CALM);
  }

  private static Signals of(List<Detection> shown, List<Detection> peaks, TrackedFrame tracks) {
    return Signals.of(
        FrameFeatures.of(shown, peaks, 0.25f, 0.05f, tracks, FrameContext.none(640, 480)));
  }

  @Test
  void aSureAnswerRaisesNoDoubtAndABareOneDoes() {
    assertThat(of(List.of(at(0, "open", 0.9f)), List.of()).get(Signal.UNCERTAIN)).isZero();
    Signals bare = of(List.of(at(0, "open", 0.27f)), List.of());
    assertThat(bare.get(Signal.UNCERTAIN)).isGreaterThan(0.5f);
    assertThat(bare.get(Signal.SHOWN_0)).isEqualTo(1);
    assertThat(bare.reason()).isEqualTo("uncertain");
  }

  @Test
  void aPeakBelowTheThresholdIsASignOfAMissedObject() {
    Signals missed = of(List.of(), List.of(at(0, "open", 0.22f)));
    assertThat(missed.get(Signal.MISSED)).isGreaterThan(0.4f);
    assertThat(missed.get(Signal.peaks(5))).isEqualTo(1);
    assertThat(missed.reason()).isEqualTo("missed");
  }

  @Test
  void aPeakWhereAnObjectIsShownAnywayIsNone() {
    Signals covered = of(List.of(at(0, "open", 0.9f)), List.of(at(3, "short", 0.2f)));
    assertThat(covered.get(Signal.MISSED)).isZero();
  }

  @Test
  void moreDoubtfulObjectsRaiseTheDoubtAndNeverAboveOne() {
    float before = 0;
    for (int n = 1; n < 20; n++) {
      List<Detection> peaks = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        peaks.add(at(100 * i, "open", 0.2f));
      }
      float missed = of(List.of(), peaks).get(Signal.MISSED);
      assertThat(missed).isBetween(before, 1f);
      before = missed;
    }
  }

  @Test
  void whatAVerdictHasVouchedForIsNoDoubtAnyMore() {
    Detection bare = at(0, "open", 0.27f);
    Track confirmed = new Track(1, bare, 3, 0, 0, Standing.CONFIRMED);
    TrackedFrame tracks =
        new TrackedFrame(
            List.of(confirmed), List.of(new TrackedDetection(bare, 1)), List.of(), List.of());
    Signals settled = of(List.of(bare), List.of(), tracks);
    assertThat(settled.get(Signal.UNCERTAIN)).isZero();
    assertThat(settled.get(Signal.VERIFIED)).isEqualTo(1);
  }

  private static final float BYTE = 0.003f;

  @Test
  void doubtIsTheChanceThatOneOfTheObjectsIsNone() {
    // halfway between the threshold and a score that is sure; one doubtful object weighs 0.6
    Detection half = at(0, "open", 0.425f);
    assertThat(of(List.of(half), List.of()).get(Signal.UNCERTAIN)).isCloseTo(0.3f, offset(BYTE));
    Signals two = of(List.of(half, at(100, "open", 0.425f)), List.of());
    assertThat(two.get(Signal.UNCERTAIN)).isCloseTo(0.51f, offset(BYTE));

    // halfway between the floor and the threshold
    Signals peak = of(List.of(), List.of(at(0, "open", 0.15f)));
    assertThat(peak.get(Signal.MISSED)).isCloseTo(0.3f, offset(BYTE));
  }

  @Test
  void entropyIsMeasuredInBits() {
    assertThat(of(List.of(at(0, "a", 0.5f)), List.of()).get(Signal.ENTROPY))
        .isCloseTo(1, offset(BYTE));
    Signals two = of(List.of(at(0, "a", 0.5f), at(100, "a", 0.25f)), List.of());
    assertThat(two.get(Signal.ENTROPY)).isCloseTo((1 + 0.8113f) / 2, offset(BYTE));
    assertThat(of(List.of(at(0, "a", 1)), List.of()).get(Signal.ENTROPY)).isZero();
  }

  @Test
  void crossEntropyIsOneForFewerThanTwoBoxes() {
    assertThat(of(List.of(at(0, "a", 0.5f)), List.of()).get(Signal.CROSS_ENTROPY)).isEqualTo(1);
    Signals two = of(List.of(at(0, "a", 0.5f), at(100, "a", 0.5f)), List.of());
    assertThat(two.get(Signal.CROSS_ENTROPY)).isCloseTo(0, offset(BYTE));
  }

  @Test
  void objectsAreCountedByKindAndSize() {
    Detection small = at(0, "open", 0.9f);
    Detection large = new Detection(new Box(100, 100, 200, 200), 0, "open", 0.3f);
    Detection peak = at(300, "open", 0.26f);
    Signals signals = of(List.of(small, large), List.of(peak, at(500, "open", 0.1f)));
    assertThat(signals.get(Signal.OBJECTS)).isEqualTo(2);
    assertThat(signals.get(Signal.SMALL)).as("below a hundredth of 640x480").isEqualTo(1);
    assertThat(signals.get(Signal.BOXES)).as("from 0.25 on").isEqualTo(3);
  }

  @Test
  void whatVanishedOrChangedItsLabelFlickers() {
    Track track = new Track(1, at(0, "open", 0.9f), 3, 0, 0, Standing.UNASKED);
    TrackedFrame one = new TrackedFrame(List.of(), List.of(), List.of(track), List.of());
    TrackedFrame two = new TrackedFrame(List.of(), List.of(), List.of(track), List.of(track));
    assertThat(of(List.of(), List.of(), one).get(Signal.FLICKER)).isCloseTo(0.5f, offset(BYTE));
    assertThat(of(List.of(), List.of(), two).get(Signal.FLICKER)).isCloseTo(0.75f, offset(BYTE));
  }

  @Test
  void whatIsKnownOfTheFrameIsRead() {
    Signals signals =
        Signals.of(
            FrameFeatures.of(
                List.of(),
                List.of(),
                0.25f,
                0.05f,
                CALM,
                new FrameContext(0.3f, 0.4f, 2, 640 * 480, null)));
    assertThat(signals.get(Signal.MOTION)).isCloseTo(0.3f, offset(BYTE));
    assertThat(signals.get(Signal.NOVELTY)).isCloseTo(0.4f, offset(BYTE));
    assertThat(signals.get(Signal.STALENESS)).isCloseTo(0.75f, offset(BYTE));
    assertThat(of(List.of(), List.of()).get(Signal.STALENESS)).as("no verdict yet").isEqualTo(1);
  }

  @Test
  void aScoreIsAveragedWithThatOfTheMirroredPicture() {
    Detection seen = at(0, "open", 0.45f);
    Detection other = new Detection(new Box(0, 0, 50, 50), 1, "short", 0.9f);
    List<Detection> mirrored = List.of(at(2, "open", 0.4f), at(0, "open", 0.2f), other);
    Signals signals =
        Signals.of(
            FrameFeatures.of(
                List.of(seen),
                List.of(),
                0.25f,
                0.05f,
                CALM,
                new FrameContext(0, 0, 0, 640 * 480, mirrored)));
    float doubt = 0.6f * (1 - (0.425f - 0.25f) / 0.35f);
    assertThat(signals.get(Signal.UNCERTAIN)).isCloseTo(doubt, offset(BYTE));
    assertThat(of(List.of(seen), List.of()).get(Signal.UNCERTAIN)).isLessThan(doubt - 0.03f);
  }

  @Test
  void everyRangeOfScoresIsCounted() {
    for (int bin = 0; bin < 6; bin++) {
      float shown = shownIn(bin);
      assertThat(of(List.of(at(0, "a", shown)), List.of()).get(Signal.shown(bin)))
          .as("shown %s", shown)
          .isEqualTo(1);
      assertThat(of(List.of(at(0, "a", shown)), List.of()).get(Signal.shown((bin + 1) % 6)))
          .isZero();
      float peak = peakIn(bin);
      assertThat(of(List.of(), List.of(at(0, "a", peak))).get(Signal.peaks(bin)))
          .as("peak %s", peak)
          .isEqualTo(1);
      assertThat(of(List.of(), List.of(at(0, "a", peak))).get(Signal.peaks((bin + 1) % 6)))
          .isZero();
    }
  }

  /** The first score of a range. */
  private static float shownIn(int bin) {
    for (float score = 0.25f; score <= 1; score += 0.001f) {
      if (ScoreHistogram.shown(score, 0.25f) == bin) {
        return score;
      }
    }
    throw new AssertionError("no score is in range " + bin);
  }

  private static float peakIn(int bin) {
    for (float score = 0.05f; score < 0.25f; score += 0.001f) {
      if (ScoreHistogram.peak(score, 0.05f, 0.25f) == bin) {
        return score;
      }
    }
    throw new AssertionError("no peak is in range " + bin);
  }

  @Test
  void sednasFiguresAreThoseOfItsFormulas() {
    List<Detection> boxes = List.of(at(0, "a", 0.9f), at(100, "a", 0.4f), at(200, "a", 0.5f));
    Signals signals = of(boxes, List.of());
    assertThat(signals.get(Signal.MEAN_SCORE)).isCloseTo(0.6f, offset(0.003f));
    assertThat(signals.get(Signal.LOW_SHARE)).isCloseTo(2 / 3f, offset(0.003f));
    double entropy =
        1 + (0.9 * Math.log(0.9) + 0.4 * Math.log(0.4) + 0.5 * Math.log(0.5)) / Math.log(3);
    assertThat(signals.get(Signal.CROSS_ENTROPY)).isCloseTo((float) entropy, offset(0.003f));
  }

  @Test
  void theReasonIsTheStrongestSignal() {
    assertThat(reason(Map.of(Signal.FLICKER, 0.9f, Signal.UNCERTAIN, 0.5f))).isEqualTo("flicker");
    assertThat(reason(Map.of(Signal.FLICKER, 0.4f, Signal.UNCERTAIN, 0.5f))).isEqualTo("uncertain");
    assertThat(reason(Map.of(Signal.FLICKER, 0.5f, Signal.MISSED, 0.5f))).isEqualTo("missed");
    assertThat(reason(Map.of(Signal.MOTION, 1f, Signal.UNCERTAIN, 0.5f))).isEqualTo("missed");
    assertThat(reason(Map.of(Signal.MISSED, 0.5f, Signal.UNCERTAIN, 0.8f))).isEqualTo("uncertain");
  }

  private static String reason(Map<Signal, Float> signals) {
    return Signals.of(signals).reason();
  }

  @Test
  void rangesOfScoresBeginAtTheThresholdAndAtTheFloor() {
    assertThat(ScoreHistogram.shown(0.5f, 0.5f)).isZero();
    assertThat(ScoreHistogram.shown(0.62f, 0.5f)).isEqualTo(2); // a quarter of the way
    assertThat(ScoreHistogram.shown(1, 0.5f)).isEqualTo(5);
    assertThat(ScoreHistogram.shown(1, 1)).isZero();
    assertThat(ScoreHistogram.peak(0.1f, 0.1f, 0.5f)).isZero();
    assertThat(ScoreHistogram.peak(0.32f, 0.1f, 0.5f)).isEqualTo(3); // over half of the way
    assertThat(ScoreHistogram.peak(0.49f, 0.1f, 0.5f)).isEqualTo(5);
  }

  @Test
  void signalsComeBackFromTheirBytes() {
    Signals signals = of(List.of(at(0, "a", 0.3f)), List.of(at(200, "a", 0.1f)));
    Signals again = Signals.of(signals.bytes());
    Signal.ALL.forEach(s -> assertThat(again.get(s)).isEqualTo(signals.get(s)));
  }

  @Test
  void aSceneThatWasNeverSeenIsNew() {
    Novelty novelty = new Novelty();
    float[] dark = new float[GreyGrid.CELLS * GreyGrid.CELLS];
    float[] light = dark.clone();
    java.util.Arrays.fill(light, 200);
    for (int i = 0; i < 50; i++) {
      assertThat(novelty.of(new GreyGrid(640, 480, dark))).isLessThan(0.01f);
    }
    assertThat(novelty.of(new GreyGrid(640, 480, light))).isGreaterThan(0.9f);
  }
}
