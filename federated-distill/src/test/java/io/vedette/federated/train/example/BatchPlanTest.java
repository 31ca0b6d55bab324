package io.vedette.federated.train.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  private static BatchPlan plan(Augmentation augmentation, int epoch) {
    return new BatchPlan(10, augmentation, 4, 7, epoch);
  }

  @Test
  void everyEpochHasAnOrderOfItsOwnThatCanBeRepeated() {
    assertThat(order(plan(Augmentation.NONE, 1))).isEqualTo(order(plan(Augmentation.NONE, 1)));
    assertThat(order(plan(Augmentation.NONE, 1))).isNotEqualTo(order(plan(Augmentation.NONE, 2)));
  }

  @Test
  void variationsComeBackWhereAskedFor() {
    Augmentation three = Augmentation.NONE.withVariations(3);
    assertThat(draw(three, 4, 5)).isEqualTo(draw(three, 1, 5)).isNotEqualTo(draw(three, 2, 5));
    assertThat(draw(Augmentation.NONE, 4, 5)).isNotEqualTo(draw(Augmentation.NONE, 1, 5));
    assertThat(draw(three, 1, 5)).isNotEqualTo(draw(three, 1, 6));
  }

  @Test
  void sidesAreMultiplesOfThirtyTwoAroundTheFullOne() {
    BatchPlan plan = plan(Augmentation.NONE.withMultiScale(0.5), 1);
    Set<Integer> sides = new HashSet<>();
    for (int number = 0; number < 100; number++) {
      sides.add(plan.side(number, 128));
    }
    assertThat(sides).containsExactlyInAnyOrder(64, 96, 128, 160, 192);
    assertThat(plan(Augmentation.NONE, 1).side(0, 100)).isEqualTo(100);
  }

  private static long draw(Augmentation augmentation, int epoch, int example) {
    return plan(augmentation, epoch).random(example).nextLong();
  }

  private static String order(BatchPlan plan) {
    StringBuilder order = new StringBuilder();
    for (int number = 0; number < plan.count(); number++) {
      for (int place = 0; place < plan.batch(); place++) {
        order.append(plan.example(number, place)).append(' ');
      }
    }
    return order.toString();
  }
}
