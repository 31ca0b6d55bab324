package io.vedette.scenario;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One of DeepPCB's six kinds of damage: finds a place on a board where it can be, and its shape.
 */
interface Defect {

  /** Every kind, in the order of DeepPCB's type numbers 1 to 6; the index is the class id. */
  List<Defect> ALL =
      List.of(
          new OpenDefect(),
          new ShortDefect(),
          new MousebiteDefect(),
          new SpurDefect(),
          new CopperDefect(),
          new PinHoleDefect());

  /** DeepPCB's name of the kind. */
  String label();

  /** Tries one random place; null if this kind of damage cannot be there. */
  @Nullable Mark propose(Copper copper, RandomGenerator random);
}
