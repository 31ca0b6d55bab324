package io.vedette.cloud.health;

import io.vedette.detector.evaluate.AgreementCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A camera with its student, block by block: how many objects are there differs between cameras,
 * wanders over minutes and jumps from block to block; so does the machine's speed. One audit comes
 * with every fifth block.
 */
final class SimulatedCamera {

  /** What is wrong with a version. */
  enum Fault {
    NONE,
    RANDOM_WEIGHTS,
    ALL_ZERO,
    FOUR_FIFTHS_MISSED,
    CLASSES_PERMUTED,
    BOXES_SHIFTED,
    SCORES_HALVED,
    CLASS_LOST,
    THREE_TIMES_SLOWER,
    CRASH_AFTER_100_FRAMES
  }

  static final int FRAMES = 10;
  private static final List<String> LABELS = List.of("open", "short", "mousebite", "spur");
  private static final double[] SHARES = {0.4, 0.3, 0.2, 0.1};
  private static final double THRESHOLD = 0.4;

  private final Random random;
  private final boolean teacher;
  private final double objects;
  private final double millis;
  private final double score;
  private double wandering;
  private double load;
  private int blocks;

  SimulatedCamera(long seed, boolean teacher) {
    random = new Random(seed);
    this.teacher = teacher;
    objects = 0.8 + 2.5 * random.nextDouble();
    millis = 20 + 60 * random.nextDouble();
    score = 0.7 + 0.1 * random.nextDouble();
  }

  /** The blocks of the next minutes. */
  List<FieldBlock> next(int count, Fault fault) {
    List<FieldBlock> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wandering = 0.97 * wandering + 0.06 * random.nextGaussian();
      load = 0.95 * load + 0.05 * random.nextGaussian();
      all.add(block(fault));
      if (teacher && blocks % 5 == 0) {
        all.add(FieldBlock.audit(blocks * 2_000L, audit(fault)));
      }
      blocks++;
    }
    return all;
  }

  private FieldBlock block(Fault fault) {
    long empty = 0;
    long shown = 0;
    double scores = 0;
    Map<String, Long> classes = new HashMap<>();
    Long[] latencies = new Long[48];
    Arrays.fill(latencies, 0L);
    double burst = Math.exp(0.2 * random.nextGaussian());
    for (int frame = 0; frame < FRAMES; frame++) {
      long before = shown;
      for (String label : seen(fault, burst)) {
        double of = Math.min(1, score + 0.12 * random.nextGaussian());
        double given =
            switch (fault) {
              case SCORES_HALVED -> of / 2;
              case RANDOM_WEIGHTS -> THRESHOLD + 0.05 * random.nextDouble();
              default -> of;
            };
        if (given >= THRESHOLD) {
          shown++;
          scores += given;
          classes.merge(label, 1L, Long::sum);
        }
      }
      empty += shown == before ? 1 : 0;
      double time = millis * Math.exp(load + 0.15 * random.nextGaussian());
      latencies[bucket(fault == Fault.THREE_TIMES_SLOWER ? 3 * time : time)]++;
    }
    return new FieldBlock(
        blocks * 2_000L,
        FRAMES,
        empty,
        shown,
        scores,
        List.of(latencies),
        classes,
        0,
        0,
        AgreementCounts.NONE);
  }

  private List<String> seen(Fault fault, double burst) {
    if (fault == Fault.ALL_ZERO) {
      return List.of();
    }
    double mean = fault == Fault.RANDOM_WEIGHTS ? 40 : objects * Math.exp(wandering) * burst;
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < poisson(mean); i++) {
      int label = fault == Fault.RANDOM_WEIGHTS ? random.nextInt(LABELS.size()) : label();
      if (fault == Fault.CLASSES_PERMUTED) {
        label = (label + 1) % LABELS.size();
      }
      if (fault == Fault.FOUR_FIFTHS_MISSED && random.nextDouble() < 0.8) {
        continue;
      }
      if (fault != Fault.CLASS_LOST || label != 0) {
        labels.add(LABELS.get(label));
      }
    }
    return labels;
  }

  private int label() {
    double at = random.nextDouble();
    int label = 0;
    while (label < SHARES.length - 1 && at >= SHARES[label]) {
      at -= SHARES[label++];
    }
    return label;
  }

  private AgreementCounts audit(Fault fault) {
    int there = poisson(objects * Math.exp(wandering));
    int found = 0;
    for (int i = 0; i < there; i++) {
      found += random.nextDouble() < (label() == 0 && fault == Fault.CLASS_LOST ? 0 : 0.85) ? 1 : 0;
    }
    if (fault == Fault.FOUR_FIFTHS_MISSED) {
      found /= 5;
    }
    int invented = poisson(0.15 * objects);
    return switch (fault) {
      case ALL_ZERO, SCORES_HALVED -> new AgreementCounts(0, 0, there, 1);
      case RANDOM_WEIGHTS -> new AgreementCounts(0, 40, there, 1);
      case CLASSES_PERMUTED, BOXES_SHIFTED -> new AgreementCounts(0, found + invented, there, 1);
      default -> new AgreementCounts(found, invented, there - found, 1);
    };
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private static int bucket(double millis) {
    return (int) Math.min(47, Math.max(0, Math.ceil(4 * Math.log(millis) / Math.log(2))));
  }
}
