package io.vedette.federated.compress.prune;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import java.util.Arrays;

/**
 * N:M sparsity: of every M weights that follow each other along the input channels the N largest
 * stay, the others become zero. Zhou et al., <a href="https://arxiv.org/abs/2102.04010">Learning
 * N:M Fine-grained Structured Sparse Neural Networks</a>. Graphics processors with sparse tensor
 * cores are faster with 2:4; ONNX Runtime on a processor is not. A convolution whose input channels
 * are no multiple of M stays as it is.
 */
public record LargestOfGroup(int n, int m) implements Pass {

  public LargestOfGroup {
    if (n < 1 || m <= n) {
      throw new IllegalArgumentException(n + " of " + m);
    }
  }

  @Override
  public Graph apply(Graph graph) {
    return ConvolutionWeights.changed(
        graph,
        (values, shape) -> {
          int inputs = (int) shape[1];
          int places = (int) (shape[2] * shape[3]);
          for (int filter = 0; inputs % m == 0 && filter < shape[0]; filter++) {
            for (int first = 0; first < inputs; first += m) {
              for (int place = 0; place < places; place++) {
                thin(values, (filter * inputs + first) * places + place, places);
              }
            }
          }
        });
  }

  private void thin(float[] values, int start, int step) {
    Integer[] group = new Integer[m];
    Arrays.setAll(group, i -> start + i * step);
    Arrays.sort(group, (a, b) -> Float.compare(Math.abs(values[a]), Math.abs(values[b])));
    for (int i = 0; i < m - n; i++) {
      values[group[i]] = 0;
    }
  }
}
