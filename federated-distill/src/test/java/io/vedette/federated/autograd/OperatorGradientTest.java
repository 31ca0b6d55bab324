package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThatCode;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every differentiable operator's gradient agrees with finite differences, in all the forms that
 * ONNX's node tests have of it, at seeded random places instead of the tests' own (which lie on
 * kinks on purpose).
 */
class OperatorGradientTest {

  private static final int FLOAT = 1;

  /**
   * Nothing flows through these: steps, indices, truth values, shapes, other types. What flows
   * straight through rounding is in {@link QuantizationOperatorsTest}.
   */
  private static final Set<String> NOT_DIFFERENTIABLE =
      Set.of(
          "ArgMax",
          "ArgMin",
          "Cast",
          "Ceil",
          "Constant",
          "ConstantOfShape",
          "QuantizeLinear",
          "DequantizeLinear",
          "Equal",
          "Floor",
          "Greater",
          "GreaterOrEqual",
          "Less",
          "LessOrEqual",
          "And",
          "Or",
          "Xor",
          "Not",
          "Range",
          "Round",
          "Shape",
          "Sign",
          "Size",
          "Dropout");

  /** Where random places must be positive. */
  private static final Set<String> POSITIVE =
      Set.of("Log", "Sqrt", "Pow", "Div", "Reciprocal", "ReduceLogSum", "ReduceProd", "Tan");

  /** Where the places must lie apart, because the greatest or a limit decides. */
  private static final Set<String> KINKED =
      Set.of(
          "MaxPool",
          "GlobalMaxPool",
          "ReduceMax",
          "ReduceMin",
          "Max",
          "Min",
          "Clip",
          "Relu",
          "HardSigmoid");

  /** Inputs that say how, by index. */
  private static final Map<String, Set<Integer>> SETTINGS =
      Map.of(
          "Resize", Set.of(1, 2, 3),
          "Upsample", Set.of(1),
          "Clip", Set.of(1, 2),
          "Pad", Set.of(2),
          "BatchNormalization", Set.of(3, 4));

  @TestFactory
  Stream<DynamicTest> agreesWithFiniteDifferences() throws IOException {
    return NodeCases.read(Shared.file("fixtures/onnx-node-tests/onnx-node-tests-rel-1.20.0.tar.gz"))
        .stream()
        .filter(c -> Operators.types().containsAll(c.operators()))
        .filter(c -> OutOfClaim.reason(c) == null)
        .filter(c -> c.operators().stream().noneMatch(NOT_DIFFERENTIABLE::contains))
        .filter(c -> c.outputs().stream().allMatch(o -> o.getDataType() == FLOAT))
        .filter(c -> !c.name().contains("empty_set"))
        .filter(c -> c.inputs().stream().anyMatch(i -> i.getDataType() == FLOAT))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> assertThatCode(() -> check(c)).as(c.name()).doesNotThrowAnyException()));
  }

  private static String operator(NodeCases.Case c) {
    return c.name().contains("log_sum")
        ? "ReduceLogSum"
        : c.model().getGraph().getNode(0).getOpType();
  }

  private static float[] places(int count, String operator, int input, Random random) {
    float[] places = new float[count];
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    for (int i = 0; i < count; i++) {
      double sign = POSITIVE.contains(operator) || random.nextBoolean() ? 1 : -1;
      double spread = sign * (0.3 + random.nextDouble());
      double apart = (order.get(i) - count / 2 + 0.3 * (input + 1)) * Math.max(0.02, 3.0 / count);
      places[i] = (float) (KINKED.contains(operator) ? apart : spread);
    }
    return places;
  }

  private static void check(NodeCases.Case c) throws Exception {
    String operator = operator(c);
    Random random = new Random(c.name().hashCode());
    Mode mode = c.name().contains("training") ? Mode.TRAIN : Mode.EVAL;
    List<String> names =
        c.model().getGraph().getInputList().stream().map(ValueInfoProto::getName).toList();
    List<FiniteDifferences.Input> floats = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Map<String, Literal> others = new HashMap<>();
    for (int i = 0; i < c.inputs().size(); i++) {
      Literal literal = Literal.read(c.inputs().get(i), names.get(i));
      boolean setting = SETTINGS.getOrDefault(operator, Set.of()).contains(i);
      if (literal instanceof Literal.Floats f && !setting) {
        float[] values = places(f.values().length, operator(c), i, random);
        places.add(i);
        floats.add(new FiniteDifferences.Input(values, literal.shape(), true));
      } else {
        others.put(names.get(i), literal);
      }
    }
    // Statistics that a batch normalization gives out are not part of the loss.
    List<String> wanted =
        operator.equals("BatchNormalization")
            ? List.of(c.model().getGraph().getOutput(0).getName())
            : c.model().getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
    try (TrainableGraph graph = TrainableGraph.of(Graph.of(c.model()), name -> false)) {
      FiniteDifferences.check(
          (scope, tensors) -> {
            Map<String, Tensor> inputs = new HashMap<>();
            others.forEach((n, l) -> inputs.put(n, new Tensor(l.in(scope.manager()))));
            for (int i = 0; i < tensors.size(); i++) {
              inputs.put(names.get(places.get(i)), tensors.get(i));
            }
            return List.copyOf(graph.forward(scope, inputs, wanted, mode).values());
          },
          floats,
          1);
    }
  }
}
