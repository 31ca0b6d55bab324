package io.vedette.edge.update;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Heads;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.edge.pipeline.StudentDetector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests a model on a camera's recent frames: it answers them, its outputs are finite, its boxes lie
 * in the picture, and it is not much slower than the running one. Accuracy is not tested here, but
 * by the registry's gates.
 */
final class SelfTest {

  /** A model this fast is never too slow, milliseconds. */
  private static final double ALWAYS_FAST = 200;

  /** More objects in one frame than a working detector shows. */
  private static final int MAX_OBJECTS = 1_000;

  private final double maxLatencyFactor;

  SelfTest(double maxLatencyFactor) {
    this.maxLatencyFactor = maxLatencyFactor;
  }

  /**
   * @param student open, not in use elsewhere
   * @param frames recent ones of a camera
   * @param runningMillis median latency of the running student; 0 while unknown
   * @return median latency, milliseconds
   * @throws UpdateException when the model fails
   */
  double check(StudentDetector student, List<Picture> frames, double runningMillis)
      throws UpdateException {
    double[] millis = new double[frames.size()];
    long detections = 0;
    long dropped;
    try {
      student.detect(frames.get(0));
      long before = student.droppedAnswers();
      for (int i = 0; i < millis.length; i++) {
        long begin = System.nanoTime();
        List<Detection> answer = student.detect(frames.get(i));
        millis[i] = (System.nanoTime() - begin) / 1e6;
        check(answer, frames.get(i), student.threshold());
        detections += answer.size();
      }
      dropped = student.droppedAnswers() - before;
    } catch (DetectorException | RuntimeException e) {
      throw new UpdateException("self-test: the model cannot answer: " + e.getMessage(), e);
    }
    if (dropped > detections) {
      throw new UpdateException(
          "self-test: "
              + dropped
              + " answers are no boxes in a picture, or have scores outside 0 to 1");
    }
    Arrays.sort(millis);
    double median = millis[millis.length / 2];
    double limit = Math.max(ALWAYS_FAST, maxLatencyFactor * runningMillis);
    if (median > limit) {
      throw new UpdateException(
          String.format("self-test: %.0f ms per frame, at most %.0f are allowed", median, limit));
    }
    return median;
  }

  private static void check(List<Detection> answer, Picture picture, float threshold)
      throws UpdateException {
    long shown = answer.stream().filter(d -> d.score() >= threshold).count();
    if (shown > MAX_OBJECTS) {
      throw new UpdateException("self-test: " + shown + " objects in one frame");
    }
    for (Detection detection : answer) {
      var box = detection.box();
      boolean inside =
          box.x1() >= 0
              && box.y1() >= 0
              && box.x2() <= picture.width()
              && box.y2() <= picture.height();
      if (!inside || !(detection.score() >= 0 && detection.score() <= 1)) {
        throw new UpdateException("self-test: impossible detection " + detection);
      }
    }
  }

  /**
   * Checks the graph's outputs themselves. A head skips values that are not numbers, so a broken
   * model would look like one that sees nothing.
   */
  static void checkFinite(byte[] model, DetectorSpec spec, Picture picture) throws UpdateException {
    FloatBuffer pixels =
        ByteBuffer.allocateDirect(Preprocessor.size(spec.input()) * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    Preprocessor.fill(picture, spec.input(), pixels);
    Map<String, FloatTensor> inputs = new LinkedHashMap<>();
    inputs.put(spec.input().name(), new FloatTensor(spec.input().shape(1), pixels.rewind()));
    try (OnnxSession session = OnnxSession.open(model, "version", RuntimeOptions.DEFAULT)) {
      Heads.of(spec.head().family())
          .sideInputs(spec)
          .forEach((name, row) -> inputs.put(name, FloatTensor.of(row, 1, row.length)));
      for (Map.Entry<String, FloatTensor> output : session.run(inputs).entrySet()) {
        for (float value : output.getValue().values()) {
          if (!Float.isFinite(value)) {
            throw new UpdateException(
                "self-test: output " + output.getKey() + " holds " + value + ", not a number");
          }
        }
      }
    } catch (DetectorException | RuntimeException e) {
      throw new UpdateException("self-test: the model does not run: " + e.getMessage(), e);
    }
  }
}
