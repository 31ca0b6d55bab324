package io.vedette.edge.pipeline;

import java.util.Arrays;

/** How fast a camera's frames are answered: rate, latency, longest gap of the last swap. */
final class FrameStats {

  private static final int LATENCIES = 100;
  private static final long RATE_WINDOW_NANOS = 10_000_000_000L;

  /** Enough for 10 s at 200 frames per second; beyond that the window is shorter. */
  private static final int TIMES = 2_048;

  private final double[] latencies = new double[LATENCIES];
  private final long[] times = new long[TIMES];
  private final long startedNanos = System.nanoTime();
  private long frames;
  private long lastNanos;
  private double gapMillis;
  private boolean measuringGap;

  /** Records an answered frame. */
  synchronized void record(double latencyMillis) {
    long now = System.nanoTime();
    if (measuringGap && lastNanos != 0) {
      gapMillis = Math.max(gapMillis, (now - lastNanos) / 1e6);
    }
    latencies[(int) (frames % LATENCIES)] = latencyMillis;
    times[(int) (frames % TIMES)] = now;
    lastNanos = now;
    frames++;
  }

  /** Starts to measure the longest gap. */
  synchronized void beginSwap() {
    measuringGap = true;
    gapMillis = 0;
  }

  synchronized void endSwap() {
    measuringGap = false;
  }

  synchronized double gapMillis() {
    return gapMillis;
  }

  synchronized long frames() {
    return frames;
  }

  synchronized PipelineStatus.Times times() {
    return new PipelineStatus.Times(rate(), latency(0.5), latency(0.95), gapMillis);
  }

  private double rate() {
    long now = System.nanoTime();
    long window = Math.min(RATE_WINDOW_NANOS, Math.max(1, now - startedNanos));
    long known = Math.min(frames, TIMES);
    int recent = 0;
    for (long i = frames - known; i < frames; i++) {
      recent += now - times[(int) (i % TIMES)] <= window ? 1 : 0;
    }
    return recent * 1e9 / window;
  }

  /** A quantile of the last 100 latencies, milliseconds; 0 before the first frame. */
  private double latency(double quantile) {
    int known = (int) Math.min(frames, LATENCIES);
    if (known == 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(latencies, known);
    Arrays.sort(sorted);
    return sorted[Math.min(known - 1, (int) (quantile * known))];
  }
}
