package io.vedette.edge.pipeline;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.TileSpec;
import io.vedette.detector.graph.ModelFile;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.detector.runtime.SharedDetector;
import io.vedette.wire.Digests;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens students of one model, one for each camera. Unless the configuration says otherwise they
 * share one session: the model is in memory once, and as many inferences run at once as the
 * processor has cores for.
 */
public final class StudentDetectors {

  private final byte[] model;
  private final DetectorSpec spec;
  private final StudentConfig config;
  private final String digest;
  private @Nullable SharedDetector shared;

  private StudentDetectors(byte[] model, DetectorSpec spec, StudentConfig config) {
    this.model = model;
    this.spec = spec;
    this.config = config;
    this.digest = Digests.sha256(model);
  }

  /**
   * A model described by its file and the hints.
   *
   * @throws DetectorException when it is no ONNX model, or needs more hints
   */
  public static StudentDetectors infer(Path file, Hints hints, StudentConfig config)
      throws DetectorException {
    DetectorModel model = DetectorModel.read(file, hints);
    return new StudentDetectors(model.bytes(), model.spec(), config);
  }

  /** A model described by its manifest. */
  public static StudentDetectors known(Path file, DetectorSpec spec, StudentConfig config)
      throws DetectorException {
    return new StudentDetectors(ModelFile.artifact(file), spec, config);
  }

  public byte[] model() {
    return model;
  }

  /** SHA-256 of the model. */
  public String digest() {
    return digest;
  }

  /** Whether each detector has a session of its own. */
  public boolean areSeparate() {
    return config.separate();
  }

  public DetectorSpec spec() {
    return spec;
  }

  public List<String> labels() {
    return spec.labels();
  }

  /** Opens another student, with the tiles that the model wants. */
  public StudentDetector open() throws DetectorException {
    return open(null);
  }

  /**
   * Opens another student, to be used by one thread.
   *
   * @param tiles of its camera's pictures; null: those that the model wants
   */
  public synchronized StudentDetector open(@Nullable TileSpec tiles) throws DetectorException {
    return new StudentDetector(detector(tiles == null ? spec.tiles() : tiles), threshold());
  }

  private float threshold() {
    return config.threshold() > 0 ? (float) config.threshold() : spec.scoreThreshold();
  }

  private Detector detector(TileSpec tiles) throws DetectorException {
    if (config.separate()) {
      return OnnxDetector.open(model, atFloor().withTiles(tiles), options());
    }
    Optional<Detector> joined = Optional.ofNullable(shared).flatMap(s -> s.join(tiles));
    if (joined.isPresent()) {
      return joined.get();
    }
    // It is the first, or all others have been closed.
    int lanes = Math.max(1, Runtime.getRuntime().availableProcessors() / config.threads());
    SharedDetector opened = SharedDetector.open(model, atFloor(), options(), lanes);
    shared = opened;
    return opened.join(tiles).orElseThrow();
  }

  private DetectorSpec atFloor() {
    return spec.withScoreThreshold(Math.min(threshold(), (float) config.floor()));
  }

  private RuntimeOptions options() {
    return RuntimeOptions.DEFAULT
        .withThreads(config.threads())
        .withProviders(config.providers())
        .withWarmUps(1);
  }
}
