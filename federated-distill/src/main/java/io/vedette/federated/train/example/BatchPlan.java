package io.vedette.federated.train.example;

import java.util.SplittableRandom;

/**
 * Which pictures an epoch shows in which order, how each is varied, and how large each batch is:
 * all of it from seed and epoch alone, so that an epoch can be repeated exactly.
 */
final class BatchPlan {

  private final Augmentation augmentation;
  private final int batch;
  private final long seed;
  private final int epoch;
  private final int[] order;

  /**
   * @param examples how many there are
   * @param batch pictures per step
   * @param epoch from 1
   */
  BatchPlan(int examples, Augmentation augmentation, int batch, long seed, int epoch) {
    this.augmentation = augmentation;
    this.batch = Math.min(batch, examples);
    this.seed = seed;
    this.epoch = epoch;
    this.order = shuffled(examples, new SplittableRandom(seed * 1_000_003 + epoch));
  }

  /** Batches in an epoch of so many examples; a last one that is not full is left out. */
  static int count(int examples, int batch) {
    return Math.max(1, examples / batch);
  }

  int count() {
    return count(order.length, batch);
  }

  int batch() {
    return batch;
  }

  /** The example at a place of a batch. */
  int example(int number, int place) {
    return order[number * batch + place];
  }

  /** What an example's variation is drawn from; the same again after some epochs, if so asked. */
  SplittableRandom random(int example) {
    int variation =
        augmentation.variations() == 0 ? epoch : (epoch - 1) % augmentation.variations() + 1;
    return new SplittableRandom((seed * 1_000_003 + variation) * 1_000_033 + example).split();
  }

  /** A side of the network's input in one batch, a multiple of 32. */
  int side(int number, int full) {
    if (augmentation.multiScale() == 0) {
      return full;
    }
    SplittableRandom random =
        new SplittableRandom((seed * 1_000_003 + epoch) * 1_000_081 + number).split();
    double factor = 1 + Augmentation.spread(augmentation.multiScale(), random);
    return Math.max(32, (int) Math.rint(full * factor / 32) * 32);
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
