package io.vedette.federated.autograd;

/** Moves parameters along their gradients. */
public interface Optimizer extends AutoCloseable {

  /**
   * One step with the gradients that have been accumulated since the last one, which it clears.
   * Parameters that no gradient reached stay as they are.
   *
   * @param learningRate of this step
   * @return the Euclidean norm of all gradients together, before clipping
   */
  double step(double learningRate);

  /** Frees its state. */
  @Override
  void close();
}
