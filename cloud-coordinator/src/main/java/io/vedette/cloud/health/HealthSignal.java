package io.vedette.cloud.health;

import io.vedette.detector.evaluate.AgreementCounts;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a version in the field, and how much worse than before it may be. A limit is a matter
 * of judgement: scenes change, so a difference that is certain may still be harmless.
 */
public enum HealthSignal {
  EMPTY_FRAMES("share of frames without an object", b -> share(b.empty(), b.frames())) {
    @Override
    double most(double before) {
      return before + 0.3;
    }
  },
  OBJECTS("objects per frame", b -> share(b.objects(), b.frames())) {
    @Override
    double least(double before) {
      return 0.5 * before;
    }

    @Override
    double most(double before) {
      return 2.5 * before;
    }
  },
  SCORE("mean score of objects", b -> share(b.scoreSum(), b.objects())) {
    @Override
    double least(double before) {
      return before - 0.15;
    }
  },
  /** Its value depends on how fast the device was before. */
  SLOW_FRAMES("share of frames slower than twice the median before", b -> Double.NaN) {
    @Override
    double most(double before) {
      return before + 0.5;
    }
  },
  DROPPED_FRAMES("share of frames dropped", b -> share(b.dropped(), b.frames() + b.dropped())) {
    @Override
    double most(double before) {
      return before + 0.4;
    }
  },
  FAILED_FRAMES(
      "share of frames the model failed on", b -> share(b.failed(), b.frames() + b.failed())) {
    @Override
    double most(double before) {
      return before + 0.2;
    }
  },
  /** One for each class that is frequent enough. */
  CLASS("share of objects", b -> Double.NaN) {
    @Override
    double least(double before) {
      return 0.5 * before;
    }

    @Override
    double most(double before) {
      return before + 0.4;
    }
  },
  PRECISION("precision by audits", b -> precision(b.audits())) {
    @Override
    double least(double before) {
      return before - 0.2;
    }
  },
  RECALL("recall by audits", b -> recall(b.audits())) {
    @Override
    double least(double before) {
      return before - 0.2;
    }
  },
  F1("F1 by audits", b -> f1(b.audits())) {
    @Override
    double least(double before) {
      return before - 0.2;
    }
  };

  private final String words;
  private final ToDoubleFunction<FieldBlock> value;

  HealthSignal(String words, ToDoubleFunction<FieldBlock> value) {
    this.words = words;
    this.value = value;
  }

  /** For people: "share of frames without an object". */
  public String words() {
    return words;
  }

  /** Of one block; not a number where the block says nothing about it. */
  double of(FieldBlock block) {
    return value.applyAsDouble(block);
  }

  /**
   * Whether it is about what a version finds: another version may find other things, and be right.
   */
  boolean isContent() {
    return switch (this) {
      case EMPTY_FRAMES, OBJECTS, SCORE, CLASS -> true;
      case SLOW_FRAMES, DROPPED_FRAMES, FAILED_FRAMES, PRECISION, RECALL, F1 -> false;
    };
  }

  /** The lowest value that is good enough. */
  double least(double before) {
    return Double.NEGATIVE_INFINITY;
  }

  /** The highest value that is good enough. */
  double most(double before) {
    return Double.POSITIVE_INFINITY;
  }

  private static double share(double part, long whole) {
    return whole <= 0 ? Double.NaN : part / whole;
  }

  private static double precision(AgreementCounts audit) {
    return share(audit.found(), audit.found() + audit.invented());
  }

  private static double recall(AgreementCounts audit) {
    return share(audit.found(), audit.found() + audit.missed());
  }

  private static double f1(AgreementCounts audit) {
    return share(2.0 * audit.found(), 2 * audit.found() + audit.invented() + audit.missed());
  }
}
