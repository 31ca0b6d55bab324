package io.vedette.federated.train.example;

import io.vedette.detector.Picture;
import java.util.List;

/**
 * A picture of the network's input size and what is on it.
 *
 * @param picture already letterboxed
 * @param targets boxes in the same pixels
 */
public record Example(Picture picture, List<Target> targets) {

  public Example {
    targets = List.copyOf(targets);
  }
}
