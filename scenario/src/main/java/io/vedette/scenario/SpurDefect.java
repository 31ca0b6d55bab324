package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A thorn of copper that sticks out of an edge and touches nothing else. */
final class SpurDefect implements Defect {

  @Override
  public String label() {
    return "spur";
  }

  @Override
  public @Nullable Mark propose(Copper copper, RandomGenerator random) {
    Edge edge = Edge.find(copper, random);
    if (edge == null) {
      return null;
    }
    double length = random.nextDouble(6, 18);
    Edge slanted = edge.turned(random.nextDouble(-0.6, 0.6));
    double thickness = random.nextDouble(3, 8);
    int clearance = (int) Math.ceil(thickness / 2 + 4);
    for (double reach = clearance + 2; reach <= length; reach += 3) {
      if (!ground(copper, slanted, reach, clearance)) {
        return null;
      }
    }
    if (!ground(copper, slanted, Math.max(length, clearance + 2), clearance)) {
      return null;
    }
    return Mark.rough(
        Mark.scratch(
            edge.x() + slanted.nx() * 2,
            edge.y() + slanted.ny() * 2,
            edge.x() - slanted.nx() * length,
            edge.y() - slanted.ny() * length,
            thickness,
            random),
        true,
        random);
  }

  private static boolean ground(Copper copper, Edge edge, double reach, int clearance) {
    int x = (int) Math.round(edge.x() - edge.nx() * reach);
    int y = (int) Math.round(edge.y() - edge.ny() * reach);
    return copper.uniform(x, y, clearance, false);
  }
}
