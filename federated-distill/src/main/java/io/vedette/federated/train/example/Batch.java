package io.vedette.federated.train.example;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.List;

/**
 * What one training step sees.
 *
 * @param pixels the network's input {@code [batch, 3, height, width]}, row-major, already scaled
 * @param height pixels
 * @param width pixels
 * @param targets of each picture
 */
@SuppressWarnings("ArrayRecordComponent") // becomes a tensor at once, never compared
public record Batch(float[] pixels, int height, int width, List<List<Target>> targets) {

  public Batch {
    targets = List.copyOf(targets);
  }

  public int size() {
    return targets.size();
  }

  /** The pixels as a tensor {@code [batch, 3, height, width]}. */
  public Tensor input(Scope scope) {
    return scope.tensor(pixels, size(), 3, height, width);
  }
}
