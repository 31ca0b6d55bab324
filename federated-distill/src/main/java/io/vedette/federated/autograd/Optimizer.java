package io.vedette.federated.autograd;

import io.vedette.federated.Weights;

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

  /** A copy of what it remembers of earlier steps, to go on with {@link #load} another time. */
  Weights state();

  /**
   * Takes over what an optimizer of the same kind remembered of the same parameters.
   *
   * @throws IllegalArgumentException when it is the memory of others
   */
  void load(Weights state);

  /** Frees its state. */
  @Override
  void close();
}
