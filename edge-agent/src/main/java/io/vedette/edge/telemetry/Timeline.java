package io.vedette.edge.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seconds of samples, and what is odd about them. */
final class Timeline {

  /** A step of more than this between two positions cannot be flown, metres a second. */
  private static final double FASTEST = 350;

  private Timeline() {}

  /** The samples with seconds since the first one that has a time. */
  static List<TelemetrySample> fromTimes(List<TelemetrySample> samples) {
    Instant first = null;
    List<TelemetrySample> timed = new ArrayList<>(samples.size());
    for (TelemetrySample sample : samples) {
      Instant time = sample.time();
      if (first == null) {
        first = time;
      }
      timed.add(sample.at(seconds(first, time)));
    }
    return timed;
  }

  private static @Nullable Double seconds(@Nullable Instant first, @Nullable Instant time) {
    return first == null || time == null
        ? null
        : Double.valueOf(Duration.between(first, time).toMillis() / 1000.0);
  }

  /** Notes, and a sentence for each thing that is odd about the samples. */
  static List<String> checked(List<TelemetrySample> samples, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    long backwards = 0;
    long jumps = 0;
    TelemetrySample last = null;
    Double latest = null;
    for (TelemetrySample sample : samples) {
      Double now = sample.seconds();
      if (latest != null && now != null && now < latest) {
        backwards++;
      }
      latest = now == null ? latest : now;
      if (sample.position() != null) {
        jumps += last != null && isJump(last, sample) ? 1 : 0;
        last = sample;
      }
    }
    long unfixed = samples.stream().filter(sample -> sample.position() == null).count();
    if (unfixed > 0) {
      all.add(unfixed + " of " + samples.size() + " samples have no position");
    }
    if (backwards > 0) {
      all.add("time goes backwards " + backwards + " times");
    }
    if (jumps > 0) {
      all.add("the position jumps " + jumps + " times, faster than " + (int) FASTEST + " m/s");
    }
    return all;
  }

  private static boolean isJump(TelemetrySample from, TelemetrySample to) {
    if (from.seconds() == null
        || to.seconds() == null
        || from.position() == null
        || to.position() == null) {
      return false;
    }
    double metres = io.vedette.edge.place.Wgs84.distance(from.position(), to.position());
    // positions of four decimals move in steps of 11 m
    return metres > 50 + FASTEST * Math.max(0, to.seconds() - from.seconds());
  }
}
