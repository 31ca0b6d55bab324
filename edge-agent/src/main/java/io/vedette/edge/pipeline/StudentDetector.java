package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.FrameImage;
import java.util.List;

/**
 * A detector that answers frames. It is opened at a floor below its threshold, so that it also
 * gives candidates that it does not show. Used by one thread at a time.
 *
 * @param detector opened with its score threshold at the floor
 * @param threshold detections at or above it are shown, 0 to 1
 */
public record StudentDetector(Detector detector, float threshold) implements AutoCloseable {

  public String digest() {
    return detector.digest();
  }

  public List<String> labels() {
    return detector.spec().labels();
  }

  /**
   * What it runs on, and why on nothing better: "cpu (cuda: this ONNX Runtime package has none)".
   */
  public String runsOn() {
    return detector.runsOn();
  }

  /** Answers that were no boxes; {@link Detector#droppedAnswers}. */
  public long droppedAnswers() {
    return detector.droppedAnswers();
  }

  public float floor() {
    return Math.min(detector.spec().scoreThreshold(), threshold);
  }

  /** Everything at or above the floor, highest score first. */
  public List<Detection> detect(FrameImage image) throws DetectorException {
    return detector.detect(image);
  }

  @Override
  public void close() {
    detector.close();
  }
}
