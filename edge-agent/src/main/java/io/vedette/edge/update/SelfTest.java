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
 * Whether a model may look through this camera: it answers recent frames, its outputs are finite,
 * its boxes lie in the picture, and it is not much slower than the one before. It says nothing of
 * how right it is; the gates have.
 */
final class SelfTest {

  /** Below this nobody minds how much slower a model is, milliseconds. */
  private static final double ALWAYS_FAST_ENOUGH = 200;

  /** More objects at once than any honest detector shows at its threshold. */
  private static final int TOO_MANY = 1_000;

  private final double maxLatencyFactor;

  SelfTest(double maxLatencyFactor) {
    this.maxLatencyFactor = maxLatencyFactor;
  }

  /**
   * @param student open, not in use elsewhere
   * @param frames recent ones
   * @param runningMillis median latency of the running student; 0 while unknown
   * @return median latency, milliseconds
   * @throws UpdateException when the model fails
   */
  double check(StudentDetector student, List<Picture> frames, double runningMillis)
      throws UpdateException {
    double[] millis = new double[frames.size()];
    long answers = 0;
    long dropped;
    try {
      student.look(frames.get(0));
      long before = student.droppedAnswers();
      for (int i = 0; i < millis.length; i++) {
        long begin = System.nanoTime();
        List<Detection> answer = student.look(frames.get(i));
        millis[i] = (System.nanoTime() - begin) / 1e6;
        check(answer, frames.get(i), student.threshold());
        answers += answer.size();
      }
      dropped = student.droppedAnswers() - before;
    } catch (DetectorException | RuntimeException e) {
      throw new UpdateException("self-test: the model cannot answer: " + e.getMessage(), e);
    }
    if (dropped > answers) {
      throw new UpdateException(
          "self-test: "
              + dropped
              + " answers are no boxes in a picture, or have scores outside 0 to 1");
    }
    Arrays.sort(millis);
    double median = millis[millis.length / 2];
    double limit = Math.max(ALWAYS_FAST_ENOUGH, maxLatencyFactor * runningMillis);
    if (median > limit) {
      throw new UpdateException(
          String.format("self-test: %.0f ms a frame, at most %.0f are taken", median, limit));
    }
    return median;
  }

  private static void check(List<Detection> answer, Picture picture, float threshold)
      throws UpdateException {
    long shown = answer.stream().filter(d -> d.score() >= threshold).count();
    if (shown > TOO_MANY) {
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
   * Checks the graph's outputs themselves: a head passes over what is not a number, so that a model
   * that has lost its mind looks like one that sees nothing.
   */
  static void checkFinite(byte[] model, DetectorSpec spec, Picture picture) throws UpdateException {
    FloatBuffer pixels =
        ByteBuffer.allocateDirect(Preprocessor.size(spec.input()) * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    Preprocessor.fill(picture, spec.input(), pixels);
    Map<String, FloatTensor> feed = new LinkedHashMap<>();
    feed.put(spec.input().name(), new FloatTensor(spec.input().shape(1), pixels.rewind()));
    try (OnnxSession session = OnnxSession.open(model, "version", RuntimeOptions.DEFAULT)) {
      Heads.of(spec.head().family())
          .sideInputs(spec)
          .forEach((name, row) -> feed.put(name, FloatTensor.of(row, 1, row.length)));
      for (Map.Entry<String, FloatTensor> output : session.run(feed).entrySet()) {
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
