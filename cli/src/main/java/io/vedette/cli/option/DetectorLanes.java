package io.vedette.cli.option;

import io.vedette.detector.Detector;
import io.vedette.detector.runtime.SharedDetector;
import java.util.List;
import java.util.stream.Stream;

/**
 * One model for several threads, each of which has a detector of its own. Two pictures at once on
 * one processor thread each are answered sooner than one after the other on two.
 *
 * @param detectors one for each thread
 */
public record DetectorLanes(List<Detector> detectors) implements AutoCloseable {

  /** More lanes would cost more memory than they gain time; their threads go to each lane. */
  public static final int MAX = 4;

  static DetectorLanes of(SharedDetector shared, int lanes) {
    return new DetectorLanes(
        Stream.generate(() -> shared.join().orElseThrow()).limit(lanes).toList());
  }

  public Detector first() {
    return detectors.get(0);
  }

  @Override
  public void close() {
    detectors.forEach(Detector::close);
  }
}
