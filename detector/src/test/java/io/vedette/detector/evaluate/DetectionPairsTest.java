package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DetectionPairsTest {

  private static Detection detection(String label, float x, float score) {
    return new Detection(new Box(x, 0, x + 20, 20), 0, label, score);
  }

  @Test
  void aBoxIsPairedWithTheNearestOfItsLabel() {
    Detection one = detection("open", 0, 0.6f);
    Detection near = detection("open", 1, 0.9f);
    Detection nearer = detection("open", 0.5f, 0.2f);
    Detection other = detection("short", 0, 0.9f);

    DetectionPairs pairs = DetectionPairs.of(List.of(one), List.of(near, other, nearer));

    assertThat(pairs)
        .isEqualTo(
            new DetectionPairs(
                List.of(new Pair(one, nearer)), List.of(), List.of(), List.of(near, other)));
  }

  @Test
  void theBestBoxChoosesFirst() {
    Detection weak = detection("open", 0, 0.3f);
    Detection strong = detection("open", 1, 0.8f);
    Detection other = detection("open", 0, 0.9f);

    assertThat(DetectionPairs.of(List.of(weak, strong), List.of(other)))
        .isEqualTo(
            new DetectionPairs(
                List.of(new Pair(strong, other)), List.of(), List.of(weak), List.of()));
  }

  @Test
  void whatIsLeftOverIsPairedWhateverItsLabel() {
    Detection open = detection("open", 0, 0.9f);
    Detection alone = detection("open", 100, 0.5f);
    Detection spur = detection("spur", 2, 0.7f);
    Detection missed = detection("short", 200, 0.7f);

    assertThat(DetectionPairs.of(List.of(open, alone), List.of(spur, missed)))
        .isEqualTo(
            new DetectionPairs(
                List.of(), List.of(new Pair(open, spur)), List.of(alone), List.of(missed)));
  }

  @Test
  void boxesOverlapByHalfOrAreApart() {
    Detection one = detection("open", 0, 0.9f);
    // 20 wide each: a third of the width apart is an IoU of one half
    Detection within = detection("open", 6.6f, 0.9f);
    Detection beyond = detection("open", 6.7f, 0.9f);

    assertThat(DetectionPairs.of(List.of(one), List.of(within)).same()).hasSize(1);
    assertThat(DetectionPairs.of(List.of(one), List.of(beyond)).same()).isEmpty();
    assertThat(DetectionPairs.of(List.of(one), List.of(beyond)).relabelled()).isEmpty();
  }

  @Test
  void everyBoxIsInOneListOnce() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      List<Detection> ones = some(random);
      List<Detection> others = some(random);
      DetectionPairs pairs = DetectionPairs.of(ones, others);

      List<Detection> foundOnes = new ArrayList<>(pairs.onlyOne());
      List<Detection> foundOthers = new ArrayList<>(pairs.onlyOther());
      for (List<Pair> list : List.of(pairs.same(), pairs.relabelled())) {
        list.forEach(pair -> foundOnes.add(pair.one()));
        list.forEach(pair -> foundOthers.add(pair.other()));
      }
      assertThat(foundOnes).containsExactlyInAnyOrderElementsOf(ones);
      assertThat(foundOthers).containsExactlyInAnyOrderElementsOf(others);
      assertThat(pairs.same()).allMatch(p -> p.one().label().equals(p.other().label()));
      assertThat(pairs.relabelled()).noneMatch(p -> p.one().label().equals(p.other().label()));
    }
  }

  private static List<Detection> some(Random random) {
    List<Detection> some = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      some.add(
          detection(
              random.nextBoolean() ? "open" : "short", random.nextInt(30), random.nextFloat()));
    }
    return some;
  }
}
