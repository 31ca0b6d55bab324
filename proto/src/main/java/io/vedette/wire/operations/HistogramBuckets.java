package io.vedette.wire.operations;

import java.time.Duration;
import java.util.stream.Stream;

/** Bounds of histograms, the same everywhere, so that panels can be compared. */
public final class HistogramBuckets {

  private static final Duration[] WORK =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final Duration[] WAIT =
      Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final double[] SIZE = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

  private HistogramBuckets() {}

  /** From a millisecond to a minute: steps, writes and pictures. */
  public static Duration[] work() {
    return WORK.clone();
  }

  /** From 50 milliseconds to an hour: what waits for other machines. */
  public static Duration[] waits() {
    return WAIT.clone();
  }

  /** How many things are handled together. */
  public static double[] size() {
    return SIZE.clone();
  }
}
