package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A bridge of copper over the gap between two conductors. */
final class ShortDefect implements Defect {
  private static final int WIDEST = 60;

  @Override
  public String label() {
    return "short";
  }

  @Override
  public @Nullable Mark propose(Copper copper, RandomGenerator random) {
    Chord chord = Chord.find(copper, false, WIDEST, random);
    if (chord == null || chord.length() < 6 || !chord.isStrip(copper, false, 10)) {
      return null;
    }
    double half = chord.length() / 2.0 + 2;
    double slant = random.nextDouble(-0.25, 0.25) * half;
    double dx = chord.dx() * half;
    double dy = chord.dy() * half;
    double sx = -chord.dy() * slant;
    double sy = chord.dx() * slant;
    double thickness = random.nextDouble(3, 10);
    return Mark.solid(
        Mark.scratch(
            chord.x() - dx - sx,
            chord.y() - dy - sy,
            chord.x() + dx + sx,
            chord.y() + dy + sy,
            thickness,
            random),
        true);
  }
}
