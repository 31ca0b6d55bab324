package io.vedette.federated.train.example;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
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

  /** The same at another size. */
  Example resized(int width, int height) {
    double x = (double) width / picture.width();
    double y = (double) height / picture.height();
    if (x == 1 && y == 1) {
      return this;
    }
    Affine map = Affine.scaling(x, y);
    return new Example(
        Pictures.resize(picture, width, height),
        targets.stream().map(t -> new Target(map.apply(t.box()), t.classId())).toList());
  }
}
