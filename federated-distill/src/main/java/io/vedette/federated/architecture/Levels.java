package io.vedette.federated.architecture;

import java.util.stream.IntStream;

/**
 * The levels on which a detector looks for objects: every power of two from the finest stride to
 * the coarsest. A level finds objects of about two to eight of its cells.
 *
 * @param finest pixels per cell of the finest level, 4, 8 or 16
 * @param coarsest pixels per cell of the coarsest level, up to 32
 */
public record Levels(int finest, int coarsest) {

  /** Strides 8, 16 and 32: objects from 16 pixels on. */
  public static final Levels STANDARD = new Levels(8, 32);

  /** Strides 4, 8 and 16: objects of 8 to 130 pixels. */
  public static final Levels FINE = new Levels(4, 16);

  public Levels {
    if (finest < 4 || coarsest > 32 || finest >= coarsest || !power(finest) || !power(coarsest)) {
      throw new IllegalArgumentException(
          "levels from stride " + finest + " to " + coarsest + " are not powers of 2 in 4 to 32");
    }
  }

  private static boolean power(int stride) {
    return Integer.bitCount(stride) == 1;
  }

  /** Pixels per cell, finest level first. */
  public int[] strides() {
    return IntStream.iterate(finest, s -> s <= coarsest, s -> 2 * s).toArray();
  }

  /** Whether a backbone hands out what it has at this stride. */
  boolean has(int stride) {
    return stride >= finest && stride <= coarsest;
  }
}
