package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExitTrialTest {

  private static final double LOSS = 0.1;
  private static final int NOTHING_RUNS = 0;

  private final ExitTrial trial = new ExitTrial(List.of("dot"), 0.25, LOSS);

  private static Detection seen(int place, float score) {
    return new Detection(box(place), 0, "dot", score);
  }

  private static Box box(int place) {
    return new Box(50 * place, 0, 50 * place + 20, 20);
  }

  /** Pictures with so many objects, of which the exit misses the last ones. */
  private void add(int pictures, int objects, int missed, boolean heldOut) {
    for (int i = 0; i < pictures; i++) {
      List<Truth> truths = new ArrayList<>();
      List<Detection> whole = new ArrayList<>();
      for (int place = 0; place < objects; place++) {
        truths.add(Truth.of(box(place), 0));
        whole.add(seen(place, 0.9f - 0.01f * place));
      }
      trial.add(truths, whole, whole.subList(0, objects - missed), heldOut);
    }
  }

  @Test
  void thirtyPicturesWithoutALossAreEnoughForATenth() {
    add(30, 2, 0, false);

    assertThat(trial.objection(NOTHING_RUNS)).isEmpty();
    assertThat(trial.kept())
        .isEqualTo(
            "they find 60 of the 60 objects that all find in 30 pictures, so at most 9.5% of all"
                + " are lost; AP50 1.000 of 1.000");
  }

  @Test
  void manyObjectsOnFewPicturesAreNotEnough() {
    add(20, 30, 0, false);

    assertThat(trial.objection(NOTHING_RUNS))
        .hasValue(
            "0 of 600 objects found in 20 pictures are lost, so 13.91% of all may be, and 10.00% are"
                + " allowed");
  }

  @Test
  void fewLossesWantMorePictures() {
    add(34, 2, 0, false);
    add(2, 2, 1, false);
    assertThat(trial.objection(NOTHING_RUNS))
        .hasValueSatisfying(why -> assertThat(why).startsWith("2 of 72"));

    add(30, 2, 0, false);
    assertThat(trial.objection(NOTHING_RUNS)).isEmpty();
  }

  @Test
  void whatNobodyFindsIsNoLoss() {
    for (int i = 0; i < 40; i++) {
      trial.add(List.of(Truth.of(box(0), 0)), List.of(), List.of(), false);
    }

    assertThat(trial.objection(NOTHING_RUNS))
        .hasValueSatisfying(why -> assertThat(why).startsWith("0 of 0 objects"));
  }

  @Test
  void ghostsThatOnlyTheExitSeesCostAp50() {
    for (int i = 0; i < 40; i++) {
      List<Detection> whole = List.of(seen(0, 0.8f));
      List<Detection> exit = List.of(seen(0, 0.8f), seen(3, 0.9f));
      trial.add(List.of(Truth.of(box(0), 0)), whole, exit, false);
    }

    assertThat(trial.objection(NOTHING_RUNS))
        .hasValueSatisfying(why -> assertThat(why).startsWith("AP50 changes by -0.5"));
  }

  @Test
  void anExitIsNoReasonToFallBelowWhatRuns() {
    add(100, 2, 0, false);
    add(19, 2, 0, true);
    add(1, 2, 1, true);

    assertThat(trial.objection(0.9)).isEmpty();
    assertThat(trial.objection(0.99))
        .hasValueSatisfying(why -> assertThat(why).startsWith("AP50 held out would be 0.97"));
  }

  @Test
  void whatIsLostAlreadyEndsATrial() {
    add(5, 2, 1, false);

    assertThat(trial.isHopeless(60)).isFalse();
    assertThat(trial.isHopeless(49)).isTrue();
  }
}
