package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Two outputs that answer row by row: {@code [batch, rows, 4]} boxes and {@code [batch, rows,
 * classes]} scores.
 *
 * @param boxes name of the output with the boxes
 * @param scores name of the output with the scores
 */
record PairedOutputs(String boxes, String scores, long rows, int classes) {

  private static final int BOX = 4;

  /** The parameters under which a spec keeps the two names. */
  Map<String, String> parameters() {
    return Map.of("boxes", boxes, "scores", scores);
  }

  static Optional<PairedOutputs> find(Graph graph) {
    List<ValueInfoProto> outputs = graph.outputs();
    if (outputs.size() != 2) {
      return Optional.empty();
    }
    return of(outputs.get(0), outputs.get(1)).or(() -> of(outputs.get(1), outputs.get(0)));
  }

  private static Optional<PairedOutputs> of(ValueInfoProto boxes, ValueInfoProto scores) {
    Shape box = Shape.of(boxes);
    Shape score = Shape.of(scores);
    boolean paired =
        box.rank() == 3
            && score.rank() == 3
            && box.get(2) == BOX
            && box.get(1) == score.get(1)
            && !score.isDynamic(1)
            && !score.isDynamic(2);
    // two outputs of four columns are distinguished by their names
    boolean named = score.rank() == 3 && score.get(2) == BOX && isCalled(scores, "box");
    return paired && !named
        ? Optional.of(
            new PairedOutputs(boxes.getName(), scores.getName(), score.get(1), (int) score.get(2)))
        : Optional.empty();
  }

  /** Whether the scores' output has a word in its name. */
  boolean scoresAreCalled(String word) {
    return scores.toLowerCase(Locale.ROOT).contains(word);
  }

  private static boolean isCalled(ValueInfoProto output, String word) {
    return output.getName().toLowerCase(Locale.ROOT).contains(word);
  }
}
