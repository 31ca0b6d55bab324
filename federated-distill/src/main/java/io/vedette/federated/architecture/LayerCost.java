package io.vedette.federated.architecture;

/** Counts what layers cost while they are being built. */
final class LayerCost {

  private long weights;
  private long normalized;
  private long convolutionProducts;
  private long matrixProducts;

  /** A convolution: scalars in its kernel, cells of its output. */
  void convolution(long kernel, long cells) {
    weights += kernel;
    convolutionProducts += kernel * cells;
  }

  /** Biases of a convolution. */
  void biases(long channels) {
    weights += channels;
  }

  /** A batch normalization. */
  void normalization(long channels) {
    normalized += channels;
  }

  /** A matrix product {@code [rows, inner] x [inner, columns]}. */
  void matrixProduct(long rows, long inner, long columns) {
    matrixProducts += rows * inner * columns;
  }

  NetworkSize size() {
    return new NetworkSize(
        weights + 2 * normalized, weights + normalized, convolutionProducts, matrixProducts);
  }
}
