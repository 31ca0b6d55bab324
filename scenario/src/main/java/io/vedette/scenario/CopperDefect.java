package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A speck of copper on bare ground. */
final class CopperDefect implements Defect {

  @Override
  public String label() {
    return "copper";
  }

  @Override
  public @Nullable Mark propose(Copper copper, RandomGenerator random) {
    int x = random.nextInt(copper.width);
    int y = random.nextInt(copper.height);
    double radius = random.nextDouble(4.5, 14);
    if (!copper.uniform(x, y, (int) radius + 5, false)) {
      return null;
    }
    return Mark.rough(Mark.speck(x, y, radius, random), true, random);
  }
}
