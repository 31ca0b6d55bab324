package io.vedette.cloud.history;

import java.util.Optional;

/** What is recorded over time. Codes are stored: they are never given to another measure. */
public enum Measure {
  FRAMES(1, Kind.AMOUNT, false),
  ESCALATIONS(2, Kind.AMOUNT, false),
  BYTES(3, Kind.AMOUNT, false),
  VERDICTS(4, Kind.AMOUNT, false),
  AUDITS(5, Kind.AMOUNT, false),
  /** What agents sent of frames, bits, and what their budgets allowed meanwhile. */
  SENT_BITS(6, Kind.AMOUNT, false),
  ALLOWED_BITS(7, Kind.AMOUNT, false),
  /** Of a camera, milliseconds: the median and the 95th percentile of its latest frames. */
  LATENCY_P50(8, Kind.LEVEL, false),
  LATENCY_P95(9, Kind.LEVEL, false),
  /** From the acceptance of a frame to its verdict, milliseconds. */
  VERDICT_DELAY(10, Kind.LEVEL, false),
  DEVICES_ONLINE(11, Kind.LEVEL, false),
  CAMERAS(12, Kind.LEVEL, false),
  WAITING(13, Kind.LEVEL, false),
  TRAINABLE(14, Kind.LEVEL, false),
  /** Online devices by the version that they run. */
  RUNNING(15, Kind.LEVEL, true),
  /** Field accuracy by series of audits, with the ends of its interval. */
  PRECISION(16, Kind.LEVEL, true),
  RECALL(17, Kind.LEVEL, true),
  F1(18, Kind.LEVEL, true);

  /** How values of a measure add up. */
  enum Kind {
    /** Something that happens: values are how much of it. */
    AMOUNT,
    /** Something that is so at a moment: values are samples. */
    LEVEL
  }

  private static final Measure[] BY_CODE = new Measure[Byte.MAX_VALUE + 1];

  static {
    for (Measure measure : values()) {
      BY_CODE[measure.code] = measure;
    }
  }

  private final int code;
  private final Kind kind;
  private final boolean detailed;

  Measure(int code, Kind kind, boolean detailed) {
    this.code = code;
    this.kind = kind;
    this.detailed = detailed;
  }

  int code() {
    return code;
  }

  Kind kind() {
    return kind;
  }

  /** Whether there are several series of it, each with a name. */
  boolean detailed() {
    return detailed;
  }

  /** Empty: of a later release. */
  static Optional<Measure> ofCode(int code) {
    return code < 0 ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
  }
}
