package io.vedette.federated.aggregate;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import io.vedette.federated.aggregate.VectorLayout.Statistics;
import io.vedette.federated.train.TrainableParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@link VectorLayout} of a graph: what it learns, and its running statistics. */
public final class LearnedLayout {

  private LearnedLayout() {}

  /**
   * @param base the graph's float initializers
   * @param normalizations false: batch normalizations stay as they are, as {@link FedBN} wants
   * @param home names that stay as they are: {@code *} stands for any characters
   * @throws IllegalArgumentException when nothing is left to aggregate
   */
  public static VectorLayout of(
      Graph graph, Weights base, boolean normalizations, List<String> home) {
    List<Statistics> statistics = new ArrayList<>();
    Set<String> normalizing = new HashSet<>();
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("BatchNormalization") && node.getInputCount() == 5) {
        normalizing.addAll(node.getInputList().subList(1, 5));
        Statistics its = new Statistics(node.getInput(3), node.getInput(4));
        if (base.byName().containsKey(its.mean()) && base.byName().containsKey(its.variance())) {
          statistics.add(its);
        }
      }
    }
    Predicate<String> named = matching(home);
    return VectorLayout.of(
        base,
        TrainableParameters.of(graph),
        statistics,
        name -> named.test(name) || (!normalizations && normalizing.contains(name)));
  }

  private static Predicate<String> matching(List<String> patterns) {
    if (patterns.isEmpty()) {
      return name -> false;
    }
    return Pattern.compile(
            patterns.stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|")))
        .asMatchPredicate();
  }
}
