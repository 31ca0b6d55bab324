package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairedEvaluationTest {

  private static final int PICTURES = 120;
  private final Random random = new Random(4);

  /** Finds each object with a probability, and something that is not there in one of three. */
  private List<Detection> answers(List<Truth> truths, double probability) {
    List<Detection> answers = new ArrayList<>();
    for (Truth truth : truths) {
      if (random.nextDouble() < probability) {
        answers.add(new Detection(truth.box(), truth.classId(), "x", random.nextFloat()));
      }
    }
    if (random.nextInt(3) == 0) {
      Box nowhere = new Box(500, 500, 520, 520);
      answers.add(new Detection(nowhere, random.nextInt(2), "x", random.nextFloat()));
    }
    return answers;
  }

  private List<Truth> truths() {
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      float x = 60 * i;
      truths.add(Truth.of(new Box(x, 10, x + 30, 40), random.nextInt(2)));
    }
    return truths;
  }

  @Test
  void ap50IsCocosAndTheBetterOneIsToldFromChance() {
    PairedEvaluation paired = new PairedEvaluation(2, 0);
    CocoEvaluator first = new CocoEvaluator(2);
    CocoEvaluator second = new CocoEvaluator(2);
    for (int i = 0; i < PICTURES; i++) {
      List<Truth> truths = truths();
      List<Detection> ones = answers(truths, 0.6);
      List<Detection> others = answers(truths, 0.75);
      paired.add(truths, ones, others);
      first.add(truths, ones);
      second.add(truths, others);
    }

    Interval difference = paired.difference(200, 1);

    assertThat(paired.one(50, 1).value()).isCloseTo(first.metrics().ap50(), within(1e-9));
    assertThat(paired.other(50, 1).value()).isCloseTo(second.metrics().ap50(), within(1e-9));
    assertThat(difference.value())
        .isCloseTo(second.metrics().ap50() - first.metrics().ap50(), within(1e-9));
    assertThat(difference.low()).isPositive().isLessThan(difference.value());
    assertThat(difference.high()).isGreaterThan(difference.value());
    assertThat(paired.difference(200, 1)).as("the same seed").isEqualTo(difference);
    PairedEvaluation.Found found = paired.found();
    assertThat(found.both() + found.onlyOne() + found.onlyOther() + found.neither())
        .isEqualTo(4 * PICTURES);
    assertThat(found.probability()).isLessThan(0.001);
  }

  @Test
  void findsAreToldByClassAndByPicture() {
    Truth cat = Truth.of(new Box(0, 0, 10, 10), 0);
    Truth dog = Truth.of(new Box(50, 0, 60, 10), 1);
    Detection sawCat = new Detection(cat.box(), 0, "x", 0.9f);
    Detection sawDog = new Detection(dog.box(), 1, "x", 0.9f);
    PairedEvaluation paired = new PairedEvaluation(2, 0.5);
    paired.add(List.of(cat, dog), List.of(sawCat, sawDog), List.of(sawCat));
    paired.add(List.of(dog), List.of(), List.of(sawDog));
    paired.add(List.of(cat), List.of(sawCat), List.of());

    assertThat(paired.found(0)).isEqualTo(new PairedEvaluation.Found(1, 1, 0, 0));
    assertThat(paired.found(1)).isEqualTo(new PairedEvaluation.Found(0, 1, 1, 0));
    assertThat(paired.found()).isEqualTo(new PairedEvaluation.Found(1, 2, 1, 0));
    assertThat(paired.found().one()).isEqualTo(3);
    assertThat(paired.picturesWithFinds()).isEqualTo(2);
  }

  @Test
  void aDetectorDoesNotDifferFromItself() {
    PairedEvaluation paired = new PairedEvaluation(2, 0);
    for (int i = 0; i < 20; i++) {
      List<Truth> truths = truths();
      List<Detection> answers = answers(truths, 0.6);
      paired.add(truths, answers, answers);
    }

    assertThat(paired.difference(50, 1)).isEqualTo(new Interval(0, 0, 0));
    assertThat(paired.found().probability()).isEqualTo(1);
  }

  @Test
  void theSignTestIsExact() {
    assertThat(SignTest.of(0, 0)).isEqualTo(1);
    assertThat(SignTest.of(5, 0)).isCloseTo(2.0 / 32, within(1e-12));
    assertThat(SignTest.of(1, 5)).isCloseTo(2.0 * 7 / 64, within(1e-12));
    assertThat(SignTest.of(3, 3)).isEqualTo(1);
    assertThat(SignTest.of(4000, 4400)).isBetween(1e-6, 1e-4);
  }

  @Test
  void agreementNeedsNoLabels() {
    Detection here = new Detection(new Box(0, 0, 10, 10), 0, "cat", 0.9f);
    Detection nearby = new Detection(new Box(1, 0, 11, 10), 0, "cat", 0.5f);
    Detection other = new Detection(new Box(1, 0, 11, 10), 1, "dog", 0.5f);

    DetectorAgreement agreement =
        DetectorAgreement.NONE
            .with(List.of(here), List.of(nearby))
            .with(List.of(here), List.of(other))
            .with(List.of(here, other), List.of(nearby));

    assertThat(agreement).isEqualTo(new DetectorAgreement(2, 2, 1, 1, 0));
    assertThat(agreement.rate()).isCloseTo(4.0 / 7, within(1e-12));
    assertThat(DetectorAgreement.NONE.rate()).isEqualTo(1);
  }
}
