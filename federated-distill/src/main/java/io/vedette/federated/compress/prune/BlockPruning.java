package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.prune.Branches.Branch;
import io.vedette.federated.compress.quantize.PictureSource;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Leaves out whole residual blocks: those whose branch, left out alone, changes the outputs least.
 * Depth costs more time than width at the same number of operations.
 */
public final class BlockPruning {

  private BlockPruning() {}

  private record Ranked(Branch branch, double change) {}

  /**
   * Leaves blocks out.
   *
   * @param count how many
   * @param pictures on which the outputs are compared; a few are enough
   * @throws DetectorException when there are not so many, or the graph cannot run
   */
  public static Graph without(
      Graph graph, int count, DetectorSpec spec, List<? extends PictureSource> pictures)
      throws DetectorException {
    List<Branch> branches = Branches.of(graph);
    if (count > branches.size()) {
      throw new DetectorException(
          "the graph has " + branches.size() + " blocks that can be left out, not " + count);
    }
    List<FloatTensor> inputs = new ArrayList<>();
    for (PictureSource picture : pictures) {
      FloatBuffer pixels = FloatBuffer.allocate(Preprocessor.size(spec.input()));
      Preprocessor.fill(picture.picture(), spec.input(), pixels);
      inputs.add(new FloatTensor(spec.input().shape(1), pixels.rewind()));
    }
    List<float[]> exact = answers(graph, spec, inputs);
    List<Ranked> ranked = new ArrayList<>();
    for (Branch branch : branches) {
      List<float[]> without = answers(Branches.without(graph, List.of(branch)), spec, inputs);
      ranked.add(new Ranked(branch, change(exact, without)));
    }
    List<Branch> least =
        ranked.stream()
            .sorted(Comparator.comparingDouble(Ranked::change))
            .limit(count)
            .map(Ranked::branch)
            .toList();
    return Branches.without(graph, branches.stream().filter(least::contains).toList());
  }

  private static List<float[]> answers(Graph graph, DetectorSpec spec, List<FloatTensor> inputs)
      throws DetectorException {
    List<float[]> answers = new ArrayList<>();
    try (OnnxSession session =
        OnnxSession.open(graph.toBytes(), "a graph without a block", RuntimeOptions.DEFAULT)) {
      for (FloatTensor input : inputs) {
        session
            .run(Map.of(spec.input().name(), input))
            .values()
            .forEach(output -> answers.add(output.values().clone()));
      }
    }
    return answers;
  }

  /** Squared differences as a share of the squares. */
  private static double change(List<float[]> exact, List<float[]> other) {
    double sum = 0;
    for (int i = 0; i < exact.size(); i++) {
      double squares = 1e-12;
      double differences = 0;
      for (int j = 0; j < exact.get(i).length; j++) {
        squares += Math.pow(exact.get(i)[j], 2);
        differences += Math.pow(exact.get(i)[j] - other.get(i)[j], 2);
      }
      sum += differences / squares;
    }
    return sum;
  }
}
