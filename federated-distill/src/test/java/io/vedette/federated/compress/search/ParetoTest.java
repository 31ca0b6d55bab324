package io.vedette.federated.compress.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ParetoTest {

  private record Point(double cost, double worth) {}

  @Test
  void onlyWhatNoOtherIsBetterThanInBothIsOnTheFront() {
    Point cheap = new Point(1, 0.2);
    Point middle = new Point(2, 0.5);
    Point twin = new Point(2, 0.5);
    Point worse = new Point(3, 0.5);
    Point worst = new Point(3, 0.1);
    Point dear = new Point(9, 0.9);
    Point broken = new Point(0.5, Double.NaN);

    assertThat(
            Pareto.front(
                List.of(worst, cheap, worse, middle, twin, dear, broken),
                Point::cost,
                Point::worth))
        .containsExactly(cheap, middle, twin, dear);
  }
}
