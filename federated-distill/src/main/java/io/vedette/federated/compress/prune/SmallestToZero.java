package io.vedette.federated.compress.prune;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import java.util.Arrays;

/**
 * Unstructured pruning: in each convolution the smallest weights become zero. Han et al., <a
 * href="https://arxiv.org/abs/1506.02626">Learning both Weights and Connections</a>. The file gets
 * smaller behind gzip; ONNX Runtime multiplies zeros as it does other numbers and is no faster.
 *
 * @param share of each convolution's weights, 0 to 1
 */
public record SmallestToZero(double share) implements Pass {

  @Override
  public Graph apply(Graph graph) {
    return ConvolutionWeights.changed(
        graph,
        (values, shape) -> {
          float[] sizes = new float[values.length];
          for (int i = 0; i < values.length; i++) {
            sizes[i] = Math.abs(values[i]);
          }
          Arrays.sort(sizes);
          int zeros = (int) (share * values.length);
          for (int i = 0; zeros > 0 && i < values.length; i++) {
            values[i] = Math.abs(values[i]) <= sizes[zeros - 1] ? 0 : values[i];
          }
        });
  }
}
