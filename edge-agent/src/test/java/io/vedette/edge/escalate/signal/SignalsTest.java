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
