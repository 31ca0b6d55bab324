package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A small hole inside the copper, away from its edges. */
final class PinHoleDefect implements Defect {

  @Override
  public String label() {
    return "pin-hole";
  }

  @Override
  public @Nullable Mark propose(Copper copper, RandomGenerator random) {
    int x = random.nextInt(copper.width);
    int y = random.nextInt(copper.height);
    double radius = random.nextDouble(3.5, 12.5);
    if (!copper.uniform(x, y, (int) radius + 4, true)) {
      return null;
    }
    return Mark.rough(Mark.speck(x, y, radius, random), false, random);
  }
}
