package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A bite out of the edge of the copper that does not cut it through. */
final class MousebiteDefect implements Defect {

  @Override
  public String label() {
    return "mousebite";
  }

  @Override
  public @Nullable Mark propose(Copper copper, RandomGenerator random) {
    Edge edge = Edge.find(copper, random);
    if (edge == null) {
      return null;
    }
    double depth = random.nextDouble(5, 16);
    int left =
        copper.run(edge.x() + edge.nx(), edge.y() + edge.ny(), edge.nx(), edge.ny(), true, 60);
    if (left >= 0 && left < depth + 4) {
      return null;
    }
    if (random.nextInt(3) == 0) {
      double radius = depth * 0.75;
      double sink = depth - radius;
      return Mark.rough(
          Pads.disc(edge.x() + edge.nx() * sink, edge.y() + edge.ny() * sink, radius),
          false,
          random);
    }
    Edge slanted = edge.turned(random.nextDouble(-0.7, 0.7));
    return Mark.rough(
        Mark.scratch(
            edge.x() - slanted.nx() * 2,
            edge.y() - slanted.ny() * 2,
            edge.x() + slanted.nx() * depth,
            edge.y() + slanted.ny() * depth,
            random.nextDouble(3.5, 9),
            random),
        false,
        random);
  }
}
