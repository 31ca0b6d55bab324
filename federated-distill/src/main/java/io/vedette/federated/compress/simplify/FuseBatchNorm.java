package io.vedette.federated.compress.simplify;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds a BatchNormalization into the Conv before it: {@code W' = W s, b' = (b - mean) s + beta}
 * with {@code s = gamma / sqrt(var + epsilon)} per output channel. The graph computes the same; it
 * can no longer be trained. A convolution whose raw output or weight is used elsewhere is left
 * alone.
 */
public final class FuseBatchNorm implements Pass {

  @Override
  public Graph apply(Graph graph) {
    Wiring wiring = Wiring.of(graph);
    Map<String, TensorProto> initializers = graph.initializers();
    Set<String> outputs =
        graph.outputs().stream().map(o -> o.getName()).collect(Collectors.toSet());
    Map<NodeProto, Fold> folds = new HashMap<>();
    Map<NodeProto, Fold> convolutions = new HashMap<>();
    for (NodeProto node : graph.nodes()) {
      fold(node, wiring, initializers, outputs)
          .ifPresent(
              fold -> {
                folds.put(node, fold);
                convolutions.put(fold.convolution, fold);
              });
    }
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    Map<String, TensorProto> changed = new LinkedHashMap<>();
    for (NodeProto node : graph.nodes()) {
      Fold fold = convolutions.get(node);
      if (fold != null) {
        body.addNode(fold.node());
        changed.put(fold.weight.getName(), fold.weight);
        changed.put(fold.bias.getName(), fold.bias);
      } else if (!folds.containsKey(node)) {
        body.addNode(node);
      }
    }
    List<TensorProto> kept =
        body.getInitializerList().stream().filter(t -> !changed.containsKey(t.getName())).toList();
    body.clearInitializer().addAllInitializer(kept).addAllInitializer(changed.values());
    return new DropUnused().apply(graph.withBody(body.build()));
  }

  /** A convolution with the normalisation that follows it, as one convolution. */
  private record Fold(NodeProto convolution, String output, TensorProto weight, TensorProto bias) {

    NodeProto node() {
      return convolution.toBuilder()
          .clearInput()
          .addInput(convolution.getInput(0))
          .addInput(weight.getName())
          .addInput(bias.getName())
          .setOutput(0, output)
          .build();
    }
  }

  private static Optional<Fold> fold(
      NodeProto norm, Wiring wiring, Map<String, TensorProto> initializers, Set<String> outputs) {
    if (!norm.getOpType().equals("BatchNormalization")
        || Attributes.of(norm).integer("training_mode", 0) != 0) {
      return Optional.empty();
    }
    String between = norm.getInput(0);
    NodeProto conv = wiring.producer(between).orElse(null);
    if (conv == null
        || !conv.getOpType().equals("Conv")
        || outputs.contains(between)
        || wiring.consumers(between).size() != 1
        || wiring.consumers(conv.getInput(1)).size() != 1) {
      return Optional.empty();
    }
    TensorProto weight = initializers.get(conv.getInput(1));
    TensorProto gamma = initializers.get(norm.getInput(1));
    TensorProto beta = initializers.get(norm.getInput(2));
    TensorProto mean = initializers.get(norm.getInput(3));
    TensorProto variance = initializers.get(norm.getInput(4));
    boolean hasBias = conv.getInputCount() > 2 && !conv.getInput(2).isEmpty();
    TensorProto bias = hasBias ? initializers.get(conv.getInput(2)) : null;
    if (weight == null
        || gamma == null
        || beta == null
        || mean == null
        || variance == null
        || (hasBias && bias == null)) {
      return Optional.empty();
    }
    double epsilon = Attributes.of(norm).number("epsilon", 1e-5f);
    double[] scale = scale(Tensors.floats(gamma), Tensors.floats(variance), epsilon);
    // the folded bias takes the name of beta, which is this normalisation's alone or else kept
    String biasName =
        wiring.consumers(beta.getName()).size() == 1 ? beta.getName() : norm.getOutput(0) + ".bias";
    float[] shifted = shift(bias, Tensors.floats(mean), Tensors.floats(beta), scale);
    return Optional.of(
        new Fold(
            conv,
            norm.getOutput(0),
            scaled(weight, scale),
            Tensors.of(biasName, shifted, shifted.length)));
  }

  private static double[] scale(float[] gamma, float[] variance, double epsilon) {
    double[] scale = new double[gamma.length];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = gamma[c] / Math.sqrt(variance[c] + epsilon);
    }
    return scale;
  }

  /** Output channels are the weight's first dimension. */
  private static TensorProto scaled(TensorProto weight, double[] scale) {
    float[] values = Tensors.floats(weight);
    int perChannel = values.length / scale.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * scale[i / perChannel]);
    }
    return Tensors.of(weight.getName(), values, Tensors.shape(weight));
  }

  private static float[] shift(
      @Nullable TensorProto bias, float[] mean, float[] beta, double[] scale) {
    float[] own = bias == null ? new float[scale.length] : Tensors.floats(bias);
    float[] shifted = new float[scale.length];
    for (int c = 0; c < shifted.length; c++) {
      shifted[c] = (float) ((own[c] - mean[c]) * scale[c] + beta[c]);
    }
    return shifted;
  }
}
