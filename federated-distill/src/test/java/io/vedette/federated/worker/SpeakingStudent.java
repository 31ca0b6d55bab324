package io.vedette.federated.worker;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Exporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A fresh network some of whose levels are sure of a label wherever they look, and pictures whose
 * objects are what it sees: so it is known which level finds what.
 */
final class SpeakingStudent {

  static final List<String> LABELS = List.of("dot", "dash");
  static final int DOT = 0;
  static final int DASH = 1;
  static final int SILENT = -1;

  private static final int SIZE = 128;
  private static final int OBJECTS = 4;
  private static final float SURE = 4;
  private static final float NEVER = -12;

  private SpeakingStudent() {}

  /**
   * A student in training form.
   *
   * @param spoken what each level is sure of, finest first
   */
  static Graph of(int... spoken) {
    Graph fresh = Architecture.named("vedette-pico").orElseThrow().build(LABELS, SIZE, 1);
    Map<String, TensorProto> biases = new HashMap<>();
    for (int level = 0; level < spoken.length; level++) {
      float[] values = {NEVER, NEVER};
      if (spoken[level] != SILENT) {
        values[spoken[level]] = SURE;
      }
      String name = "head." + level + ".cls3.bias";
      biases.put(name, Tensors.of(name, values, values.length));
    }
    return fresh.withInitializers(biases);
  }

  /** Pictures of noise; each has the first objects of a label that a student sees there. */
  static Dataset seenBy(Graph student, int label, int count, Path folder) throws Exception {
    List<Sample> samples = new ArrayList<>();
    Random random = new Random(5);
    try (Detector detector = Judge.open(Exporter.fp32(student), "a speaking student")) {
      for (int i = 0; i < count; i++) {
        byte[] pixels = new byte[3 * SIZE * SIZE];
        random.nextBytes(pixels);
        Picture picture = new Picture(SIZE, SIZE, pixels);
        Path file = folder.resolve(label + "-" + i + ".png");
        Pictures.write(file, picture);
        List<Truth> truths =
            detector.detect(picture).stream()
                .filter(seen -> seen.classId() == label && seen.score() > 0.5f)
                .limit(OBJECTS)
                .map((Detection seen) -> Truth.of(seen.box(), label))
                .toList();
        samples.add(new Sample(label + "-" + i, file, SIZE, SIZE, truths));
      }
    }
    return new Dataset("seen", LABELS, samples);
  }
}
