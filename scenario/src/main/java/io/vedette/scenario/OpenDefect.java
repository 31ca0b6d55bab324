package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A trace that is cut through. */
final class OpenDefect implements Defect {
  private static final int WIDEST = 46;

  @Override
  public String label() {
    return "open";
  }

  @Override
  public @Nullable Mark propose(Copper copper, RandomGenerator random) {
    Chord chord = Chord.find(copper, true, WIDEST, random);
    if (chord == null
        || chord.length() < 5
        || !chord.isStrip(copper, true, Math.max(13, chord.length() * 2 / 3))) {
      return null;
    }
    double turn = random.nextDouble(-0.5, 0.5);
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double half = chord.length() / (2 * cos) + 2;
    double dx = (chord.dx() * cos - chord.dy() * sin) * half;
    double dy = (chord.dx() * sin + chord.dy() * cos) * half;
    double thickness = random.nextDouble(3, 10);
    return Mark.solid(
        Mark.scratch(
            chord.x() - dx, chord.y() - dy, chord.x() + dx, chord.y() + dy, thickness, random),
        false);
  }
}
