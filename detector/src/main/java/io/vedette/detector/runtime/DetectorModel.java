package io.vedette.detector.runtime;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.ModelFile;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.nio.file.Path;

/**
 * A detector as it was read from a file: every command, agent and teacher reads the models that
 * users name here.
 *
 * @param bytes the model in one piece, as it is run and hashed
 * @param graph the same, parsed
 * @param spec how it is fed and read
 */
public record DetectorModel(byte[] bytes, Graph graph, DetectorSpec spec) {

  /**
   * @throws DetectorException when the file is no whole ONNX model, or no detector that can be read
   *     without more hints
   */
  public static DetectorModel read(Path file, Hints hints) throws DetectorException {
    String where = file.toString();
    ModelFile model = ModelFile.read(file);
    return of(model.bytes(), model.graph(), hints, where);
  }

  /**
   * The same of bytes that were a file, in one piece.
   *
   * @param where names them in errors
   */
  public static DetectorModel of(byte[] bytes, Hints hints, String where) throws DetectorException {
    return of(bytes, Graph.parse(bytes, where), hints, where);
  }

  private static DetectorModel of(byte[] bytes, Graph graph, Hints hints, String where)
      throws DetectorException {
    return new DetectorModel(
        bytes, graph, SpecInference.infer(graph, new TrialRun(bytes, where), hints, where));
  }

  /** The graph with its spec inside, so that it is read as here without any hints. */
  public Graph withSpec() {
    return SpecInference.embed(graph, spec);
  }
}
