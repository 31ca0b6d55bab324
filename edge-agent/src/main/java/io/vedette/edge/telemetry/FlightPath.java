package io.vedette.edge.telemetry;

import io.vedette.edge.place.Attitude;
import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.Wgs84;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What held at any second of a recording: between two samples, a value is interpolated where both
 * have it and the gap is short. Positions go over the 180th meridian and the poles, angles the
 * shorter way round.
 */
public final class FlightPath {

  private static final double SHORTEST_HOLD = 0.25;

  private final List<TelemetrySample> samples;
  private final double[] seconds;
  private final double longestGap;

  /**
   * @param longestGap between two samples, over which is interpolated, seconds
   */
  public FlightPath(Telemetry telemetry, double longestGap) {
    this.longestGap = longestGap;
    List<TelemetrySample> timed = new ArrayList<>(telemetry.samples());
    timed.removeIf(sample -> sample.seconds() == null);
    timed.sort(Comparator.comparingDouble(FlightPath::second));
    samples = List.copyOf(timed);
    seconds = samples.stream().mapToDouble(FlightPath::second).toArray();
  }

  private static double second(TelemetrySample sample) {
    Double value = sample.seconds();
    return value == null ? 0 : value;
  }

  /** Whether no sample has a time. */
  public boolean isEmpty() {
    return samples.isEmpty();
  }

  /** The first second. */
  public double begin() {
    return seconds[0];
  }

  /** The last second. */
  public double end() {
    return seconds[seconds.length - 1];
  }

  /**
   * What held at a second; null where there is no sample on both sides within the longest gap. A
   * lone sample, as of a picture, holds for all its time.
   */
  public @Nullable TelemetrySample at(double second) {
    if (samples.isEmpty() || !Double.isFinite(second)) {
      return null;
    }
    int after = java.util.Arrays.binarySearch(seconds, second);
    if (after >= 0) {
      return samples.get(after);
    }
    after = -after - 1;
    if (after == 0 || after == seconds.length) {
      int nearest = after == 0 ? 0 : after - 1;
      boolean close = Math.abs(seconds[nearest] - second) <= edge();
      return close ? samples.get(nearest).at(second) : null;
    }
    double gap = seconds[after] - seconds[after - 1];
    return gap > longestGap
        ? null
        : between(
            samples.get(after - 1),
            samples.get(after),
            (second - seconds[after - 1]) / gap,
            second);
  }

  /**
   * A sample holds beyond the ends for one and a half times as long as samples are apart, for a
   * quarter of a second at least and half the longest gap at most.
   */
  private double edge() {
    double mean = seconds.length < 2 ? longestGap : (end() - begin()) / (seconds.length - 1);
    return Math.min(longestGap / 2, Math.max(SHORTEST_HOLD, 1.5 * mean));
  }

  private static TelemetrySample between(
      TelemetrySample a, TelemetrySample b, double share, double second) {
    TelemetrySample near = share < 0.5 ? a : b;
    return new TelemetrySample(
        second,
        time(a.time(), b.time(), share),
        position(a.position(), b.position(), share),
        number(a.altitude(), b.altitude(), share),
        number(a.aboveTakeOff(), b.aboveTakeOff(), share),
        number(a.aboveGround(), b.aboveGround(), share),
        attitude(a.aircraft(), b.aircraft(), share),
        attitude(a.camera(), b.camera(), share),
        near.view(),
        number(a.horizontalAccuracy(), b.horizontalAccuracy(), share),
        number(a.verticalAccuracy(), b.verticalAccuracy(), share),
        number(a.speed(), b.speed(), share),
        near.battery(),
        near.mode());
  }

  private static @Nullable Double number(@Nullable Double a, @Nullable Double b, double share) {
    return a == null || b == null ? null : Double.valueOf(a + (b - a) * share);
  }

  private static @Nullable Instant time(@Nullable Instant a, @Nullable Instant b, double share) {
    return a == null || b == null
        ? null
        : a.plusMillis(Math.round((b.toEpochMilli() - a.toEpochMilli()) * share));
  }

  private static @Nullable GeoPoint position(
      @Nullable GeoPoint a, @Nullable GeoPoint b, double share) {
    return a == null || b == null ? null : Wgs84.between(a, b, share);
  }

  private static @Nullable Attitude attitude(
      @Nullable Attitude a, @Nullable Attitude b, double share) {
    return a == null || b == null ? null : a.between(b, share);
  }
}
