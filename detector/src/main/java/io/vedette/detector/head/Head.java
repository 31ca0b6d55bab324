package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one family of detectors writes its boxes. Stateless; a new family is one file and one line.
 */
public interface Head {

  /** The name in {@link io.vedette.detector.HeadSpec} and behind {@code --head}. */
  String family();

  /**
   * Whether the graph's outputs have this family's form, and what follows from it.
   *
   * @param image the graph's picture input
   */
  Optional<Recognition> recognise(Graph graph, ImageInput image);

  /**
   * The same where the user names this family: nothing may contradict it, but what the shapes leave
   * open need not prove it either.
   */
  default Optional<Recognition> accept(Graph graph, ImageInput image) {
    return recognise(graph, image);
  }

  /**
   * Reads the outputs of one picture.
   *
   * @param outputs by name, in graph order
   * @param threshold candidates below are left out; a score that is no number is not below
   * @throws DetectorException when an output is missing or has another form
   */
  List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException;

  /** Whether several candidates may stand for one object, so that {@link Nms} must choose. */
  default boolean repeatsObjects() {
    return true;
  }

  /**
   * What the graph takes for each picture beside its pixels, by input name: values of one row
   * {@code [1, n]}.
   */
  default Map<String, float[]> sideInputs(DetectorSpec spec) {
    return Map.of();
  }
}
