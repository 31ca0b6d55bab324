package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * RT-DETR and its kin (D-FINE, DEIM) as their own exporters write them: outputs {@code labels} and
 * {@code scores} {@code [batch, queries]} and {@code boxes} {@code [batch, queries, 4]} with
 * corners, no suppression needed; a second input {@code [batch, 2]} tells the width and height in
 * whose pixels the boxes come. Takes RGB / 255, stretched.
 *
 * @see <a href="https://arxiv.org/abs/2304.08069">DETRs Beat YOLOs on Real-time Object
 *     Detection</a>
 * @see <a href="https://arxiv.org/abs/2509.20787">DEIMv2</a>
 */
final class DetrHead implements Head {

  private static final Set<String> OUTPUTS = Set.of("labels", "boxes", "scores");
  private static final String SIZES_INPUT = "sizes_input";

  @Override
  public String family() {
    return "detr";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    List<String> outputs = graph.outputs().stream().map(ValueInfoProto::getName).toList();
    List<String> sizes =
        graph.inputs().stream()
            .filter(i -> Shape.of(i).rank() == 2 && Shape.of(i).get(1) == 2)
            .map(ValueInfoProto::getName)
            .toList();
    if (!Set.copyOf(outputs).equals(OUTPUTS) || sizes.size() != 1) {
      return Optional.empty();
    }
    InputSpec input = image.stretched(InputSpec.ColorOrder.RGB, 1f / 255);
    HeadSpec head = new HeadSpec(family(), Map.of(SIZES_INPUT, sizes.get(0)));
    return Optional.of(new Recognition(head, input, classes(graph), 1));
  }

  /**
   * The number of classes, from the arithmetic that splits the chosen index into query and class:
   * {@code label = index % classes}, or {@code index - index / classes * classes}.
   */
  private static OptionalInt classes(Graph graph) {
    Wiring wiring = Wiring.of(graph);
    Optional<NodeProto> last = wiring.producer("labels");
    List<String> operands = new ArrayList<>();
    last.ifPresent(node -> operands.addAll(node.getInputList()));
    last.stream()
        .flatMap(node -> node.getInputList().stream())
        .map(wiring::producer)
        .flatMap(Optional::stream)
        .filter(node -> node.getOpType().equals("Mul"))
        .forEach(node -> operands.addAll(node.getInputList()));
    Map<String, TensorProto> initializers = graph.initializers();
    return operands.stream()
        .map(name -> Optional.ofNullable(initializers.get(name)).or(() -> constant(wiring, name)))
        .flatMap(Optional::stream)
        .filter(t -> t.getDataType() == TensorProto.DataType.INT64.getNumber())
        .map(Tensors::longs)
        .filter(values -> values.length == 1 && values[0] > 0 && values[0] < 100_000)
        .mapToInt(values -> (int) values[0])
        .findFirst();
  }

  private static Optional<TensorProto> constant(Wiring wiring, String name) {
    return wiring
        .producer(name)
        .filter(node -> node.getOpType().equals("Constant"))
        .flatMap(node -> Attributes.of(node).tensor("value"));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput labels = OutputLookup.named(outputs, "labels");
    HeadOutput boxes = OutputLookup.named(outputs, "boxes");
    HeadOutput scores = OutputLookup.named(outputs, "scores");
    if (boxes.rank() != 2 || boxes.size(1) != 4) {
      throw OutputLookup.wrongForm(family(), boxes, "[queries, 4]");
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int query = 0; query < boxes.size(0); query++) {
      float score = scores.get(query);
      if (score < threshold) {
        continue;
      }
      int label = OutputLookup.checkedClass(labels.get(query), spec);
      Box box =
          new Box(
              boxes.get(query, 0), boxes.get(query, 1), boxes.get(query, 2), boxes.get(query, 3));
      candidates.add(new Candidate(box, label, score));
    }
    return candidates;
  }

  @Override
  public boolean repeatsObjects() {
    return false;
  }

  @Override
  public Map<String, float[]> sideInputs(DetectorSpec spec) {
    String name = spec.head().parameters().getOrDefault(SIZES_INPUT, "orig_target_sizes");
    // asked for in pixels of the input, boxes come as every head's do
    return Map.of(name, new float[] {spec.input().width(), spec.input().height()});
  }
}
