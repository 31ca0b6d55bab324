package io.vedette.federated.aggregate;

import java.util.Arrays;

/**
 * Sorts the columns of a few rows, all columns at once: Batcher's merge exchange (Knuth, The Art of
 * Computer Programming, volume 3, algorithm 5.2.2 M). The exchanges do not depend on the values, so
 * each is a minimum and a maximum of two rows, which the processor does for many columns at once.
 *
 * <p>Floats are sorted as integers of the same order.
 */
final class SortingNetwork {

  /** So many columns of a thousand rows stay in the processor's nearest memory. */
  static final int COLUMNS = 64;

  private final int[] exchanges;

  private SortingNetwork(int[] exchanges) {
    this.exchanges = exchanges;
  }

  /** The network for so many rows. */
  static SortingNetwork of(int rows) {
    int[] pairs = new int[16];
    int used = 0;
    int top = rows < 2 ? 0 : Integer.highestOneBit(rows - 1);
    for (int p = top; p > 0; p >>= 1) {
      int q = top;
      int r = 0;
      int d = p;
      while (true) {
        for (int i = 0; i < rows - d; i++) {
          if ((i & p) == r) {
            if (used == pairs.length) {
              pairs = Arrays.copyOf(pairs, 2 * used);
            }
            pairs[used++] = i;
            pairs[used++] = i + d;
          }
        }
        if (q == p) {
          break;
        }
        d = q - p;
        q >>= 1;
        r = p;
      }
    }
    return new SortingNetwork(Arrays.copyOf(pairs, used));
  }

  /** Sorts the first columns, the smallest value into the first row. */
  void sort(int[][] rows, int columns) {
    for (int e = 0; e < exchanges.length; e += 2) {
      exchange(rows[exchanges[e]], rows[exchanges[e + 1]], columns);
    }
  }

  private static void exchange(int[] low, int[] high, int columns) {
    for (int i = 0; i < columns; i++) {
      int a = low[i];
      int b = high[i];
      low[i] = Math.min(a, b);
      high[i] = Math.max(a, b);
    }
  }

  /** An integer that lies among others as the value does among floats; no NaN. */
  static int sortable(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) & 0x7fffffff);
  }

  static float value(int sortable) {
    return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & 0x7fffffff));
  }
}
