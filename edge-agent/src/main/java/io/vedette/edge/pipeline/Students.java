package io.vedette.edge.pipeline;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;

/** Opens the same model as often as there are cameras. */
public final class Students {

  private final byte[] model;
  private final DetectorSpec spec;
  private final StudentConfig config;

  private Students(byte[] model, DetectorSpec spec, StudentConfig config) {
    this.model = model;
    this.spec = spec;
    this.config = config;
  }

  /**
   * A model that is read as its file and the hints say.
   *
   * @throws DetectorException when it is no ONNX model or cannot be read without more hints
   */
  public static Students infer(Path file, Hints hints, StudentConfig config)
      throws DetectorException {
    byte[] model = Graph.bytes(file);
    String where = file.toString();
    return new Students(
        model, SpecInference.infer(Graph.parse(model, where), hints, where), config);
  }

  /** A model that is read as its manifest says. */
  public static Students known(Path file, DetectorSpec spec, StudentConfig config)
      throws DetectorException {
    return new Students(Graph.bytes(file), spec, config);
  }

  public byte[] model() {
    return model;
  }

  public DetectorSpec spec() {
    return spec;
  }

  public List<String> labels() {
    return spec.labels();
  }

  /** Another one, to be used by one thread. */
  public Student open() throws DetectorException {
    float threshold = config.threshold() > 0 ? (float) config.threshold() : spec.scoreThreshold();
    float floor = Math.min(threshold, (float) config.floor());
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(config.threads()).withWarmUps(1);
    return new Student(
        OnnxDetector.open(model, spec.withScoreThreshold(floor), options), threshold);
  }
}
