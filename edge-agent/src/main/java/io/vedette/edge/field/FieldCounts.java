package io.vedette.edge.field;

import io.vedette.detector.Detection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model answered, since it took its place.
 *
 * @param frames that it looked at
 * @param empty of these, without an object that is shown
 * @param objects that are shown
 * @param scoreSum of their scores
 * @param latencies frames by their time: bucket i holds times up to {@code 2^(i/4)} milliseconds,
 *     the last one all longer ones
 * @param classes objects by label
 */
public record FieldCounts(
    long frames,
    long empty,
    long objects,
    double scoreSum,
    List<Long> latencies,
    Map<String, Long> classes) {

  /** Buckets of latencies. */
  static final int BUCKETS = 48;

  public static final FieldCounts NONE =
      new FieldCounts(0, 0, 0, 0, Collections.nCopies(BUCKETS, 0L), Map.of());

  public FieldCounts {
    latencies = List.copyOf(latencies);
    classes = Collections.unmodifiableMap(new TreeMap<>(classes));
  }

  /**
   * One frame.
   *
   * @param shown its objects
   */
  static FieldCounts of(List<Detection> shown, double latencyMillis) {
    Map<String, Long> classes = new TreeMap<>();
    double scores = 0;
    for (Detection detection : shown) {
      classes.merge(detection.label(), 1L, Long::sum);
      scores += detection.score();
    }
    Long[] latencies = new Long[BUCKETS];
    int bucket = bucket(latencyMillis);
    for (int i = 0; i < BUCKETS; i++) {
      latencies[i] = i == bucket ? 1L : 0L;
    }
    return new FieldCounts(
        1, shown.isEmpty() ? 1 : 0, shown.size(), scores, List.of(latencies), classes);
  }

  private static int bucket(double millis) {
    double quarters = 4 * Math.log(Math.max(millis, 1)) / Math.log(2);
    return (int) Math.min(BUCKETS - 1, Math.ceil(quarters));
  }

  FieldCounts plus(FieldCounts other) {
    Map<String, Long> both = new TreeMap<>(classes);
    other.classes.forEach((label, count) -> both.merge(label, count, Long::sum));
    Long[] sums = new Long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      sums[i] = latencies.get(i) + other.latencies.get(i);
    }
    return new FieldCounts(
        frames + other.frames,
        empty + other.empty,
        objects + other.objects,
        scoreSum + other.scoreSum,
        List.of(sums),
        both);
  }
}
