package io.vedette.benchmarks.drift;

import java.util.List;
import java.util.SplittableRandom;

/** Makes random audits of one condition. */
interface AuditSource {

  Audit next(SplittableRandom random);

  /** Draws from measured ones. */
  static AuditSource of(List<Audit> measured) {
    return random -> measured.get(random.nextInt(measured.size()));
  }

  /**
   * Audits of a recall: half of the boards are easier than the other half by the same amount, so
   * that the objects of a board are not independent.
   *
   * @param objects of each
   * @param spread recall of easy boards less recall of difficult ones, halved; kept within 0 and 1
   */
  static AuditSource of(int objects, double recall, double spread) {
    double half = Math.min(spread, Math.min(recall, 1 - recall));
    return random -> {
      double of = random.nextBoolean() ? recall + half : recall - half;
      int found = 0;
      for (int i = 0; i < objects; i++) {
        found += random.nextDouble() < of ? 1 : 0;
      }
      return new Audit((double) found / objects, -1);
    };
  }
}
