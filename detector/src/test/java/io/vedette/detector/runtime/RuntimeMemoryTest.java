package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.CocoLabels;
import io.vedette.detector.head.Hints;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A detector that has seen a few frames answers the next ones in the memory that it has. */
class RuntimeMemoryTest {

  /** Of a frame's way through maps and lists; any picture or tensor would be more. */
  private static final long BYTES_PER_FRAME = 16_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long bytesPerFrame(Detector detector, List<Picture> pictures) throws Exception {
    for (int i = 0; i < 15; i++) {
      detector.detect(pictures);
    }
    int runs = 20;
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < runs; i++) {
      detector.detect(pictures);
    }
    long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    return (after - before) / runs / pictures.size();
  }

  private static Picture noise(int width, int height, long seed) {
    byte[] bgr = new byte[width * height * 3];
    new Random(seed).nextBytes(bgr);
    return new Picture(width, height, bgr);
  }

  /** Scores of 80 classes at every cell of a 320x320 input, all of them below any threshold. */
  private static Detector blind(Object batch, Object outputBatch) throws Exception {
    GraphBuilder g = new GraphBuilder("blind", 17);
    String x = g.input("images", batch, 3, 320, 320);
    String mean =
        g.node("ReduceMean", x).ints("axes", 1, 2, 3).integer("keepdims", 1).output("mean");
    String flat =
        g.node("Reshape", mean, g.initializer("shape", new long[] {-1, 1, 1}, 3)).output("flat");
    String wide =
        g.node("Mul", flat, g.initializer("zero", new float[84 * 2100], 1, 84, 2100))
            .output("output0");
    g.output(wide, outputBatch, 84, 2100);
    DetectorSpec spec =
        new DetectorSpec(
            CocoLabels.ALL,
            InputSpec.standard("images", 320, 320),
            new HeadSpec("yolo11", Map.of("strides", "8,16,32")),
            0.25f,
            0.5f);
    return OnnxDetector.open(g.build().toBytes(), spec, RuntimeOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "batch"})
  void aFrameTakesNoPictureOrTensorOfMemory(String batch) throws Exception {
    Object dimension = batch.equals("1") ? Integer.valueOf(1) : batch;
    try (Detector detector = blind(dimension, dimension)) {
      List<Picture> pictures = List.of(noise(640, 360, 1), noise(640, 360, 2));
      assertThat(bytesPerFrame(detector, pictures)).isLessThan(BYTES_PER_FRAME);
    }
  }

  @Test
  void aGraphThatDoesNotKeepToItsDeclaredShapeIsAnsweredAllTheSame() throws Exception {
    try (Detector detector = blind("batch", 3)) {
      assertThat(detector.detect(List.of(noise(64, 36, 1), noise(64, 36, 2)))).hasSize(2);
      assertThat(detector.detect(noise(64, 36, 3))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yolox_nano_416.onnx",
        "nanodet_m_320.onnx",
        "fastestdet_352.onnx",
        "deimv2_hgnetv2_atto_320.onnx"
      })
  void soDoOthersDetectors(String model) throws Exception {
    try (Detector detector =
        OnnxDetector.open(
            SharedFiles.of("models/" + model),
            Hints.NONE.withScoreThreshold(0.9),
            RuntimeOptions.DEFAULT)) {
      assertThat(bytesPerFrame(detector, List.of(noise(640, 360, 1)))).isLessThan(BYTES_PER_FRAME);
    }
  }
}
