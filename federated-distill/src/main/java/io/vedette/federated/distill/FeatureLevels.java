package io.vedette.federated.distill;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors at which a graph's neck ends and its head begins, one a level: the last that the
 * branches of boxes and classes have in common. P3, P4 and P5 of a YOLO.
 */
public final class FeatureLevels {

  private FeatureLevels() {}

  /**
   * Names of the tensors, finest level first.
   *
   * @throws DetectorException when the two branches of a level have nothing in common
   */
  public static List<String> of(Graph graph, HeadLayout layout) throws DetectorException {
    Wiring wiring = Wiring.of(graph);
    List<String> levels = new ArrayList<>();
    for (int i = 0; i < layout.boxLogits().size(); i++) {
      levels.add(common(wiring, layout.boxLogits().get(i), layout.classLogits().get(i)));
    }
    return levels;
  }

  private static String common(Wiring wiring, String boxes, String classes)
      throws DetectorException {
    Set<String> behindClasses = behind(wiring, classes);
    String at = boxes;
    while (!behindClasses.contains(at)) {
      Optional<NodeProto> producer = wiring.producer(at);
      if (producer.isEmpty()) {
        throw new DetectorException(
            "the branches of "
                + boxes
                + " and "
                + classes
                + " have nothing in common; name the tensors to compare");
      }
      at = producer.get().getInput(0);
    }
    return at;
  }

  private static Set<String> behind(Wiring wiring, String tensor) {
    Set<String> seen = new HashSet<>(Set.of(tensor));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Optional<NodeProto> producer = wiring.producer(open.pop());
      if (producer.isPresent()) {
        for (String input : producer.get().getInputList()) {
          if (seen.add(input)) {
            open.push(input);
          }
        }
      }
    }
    return seen;
  }
}
