package io.vedette.edge.pipeline;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.head.Hints;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The models of an agent that are in use. Students of the same file, described alike, share it, and
 * so one session.
 */
public final class OpenModels {

  private final StudentConfig config;
  private final Map<Key, WeakReference<StudentDetectors>> inUse = new HashMap<>();

  private record Key(String digest, DetectorSpec spec) {}

  public OpenModels(StudentConfig config) {
    this.config = config;
  }

  /**
   * A model described by its file and the hints.
   *
   * @throws DetectorException when it is no ONNX model, or needs more hints
   */
  public StudentDetectors infer(Path file, Hints hints) throws DetectorException {
    return shared(StudentDetectors.infer(file, hints, config));
  }

  /** A model described by its manifest. */
  public StudentDetectors known(Path file, DetectorSpec spec) throws DetectorException {
    return shared(StudentDetectors.known(file, spec, config));
  }

  private synchronized StudentDetectors shared(StudentDetectors read) {
    inUse.values().removeIf(reference -> reference.get() == null);
    Key key = new Key(read.digest(), read.spec());
    WeakReference<StudentDetectors> reference = inUse.get(key);
    StudentDetectors earlier = reference == null ? null : reference.get();
    if (earlier != null) {
      return earlier;
    }
    inUse.put(key, new WeakReference<>(read));
    return read;
  }
}
