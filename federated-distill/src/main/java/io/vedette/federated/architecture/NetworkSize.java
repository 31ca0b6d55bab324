package io.vedette.federated.architecture;

/**
 * What a network costs, known without running it.
 *
 * @param parameters scalars that a training form learns: kernels, biases, the weights and biases of
 *     batch normalizations, and (as the published counts do) the fixed bin numbers of the
 *     distances; running statistics are not among them
 * @param fusedParameters the same once batch normalizations are folded into their convolutions
 * @param convolutionProducts multiplications in convolutions, per picture
 * @param matrixProducts multiplications in matrix products (attention), per picture
 */
public record NetworkSize(
    long parameters, long fusedParameters, long convolutionProducts, long matrixProducts) {

  /**
   * Billions of operations in convolutions, a multiplication with its addition counted as two; what
   * is published as GFLOPs of YOLO models, which leave out attention's matrix products.
   */
  public double gflops() {
    return 2e-9 * convolutionProducts;
  }
}
