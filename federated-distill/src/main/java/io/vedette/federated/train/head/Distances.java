package io.vedette.federated.train.head;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.List;

/**
 * Boxes by centre and size as distances from their anchors to the left, top, right and bottom, in
 * strides: {@code [batch, anchors, 4]}, the form in which all heads without distributions meet.
 */
final class Distances {

  private Distances() {}

  /**
   * From boxes in strides.
   *
   * @param offset of the box's centre from its anchor, {@code [batch, anchors, 2]}
   * @param size width and height, {@code [batch, anchors, 2]}
   */
  static Tensor ofStrides(Tensor offset, Tensor size) {
    Tensor half = size.mul(0.5);
    return Tensor.concat(2, List.of(half.sub(offset), half.add(offset)));
  }

  /**
   * From boxes in pixels of the network's input.
   *
   * @param boxes centre x, centre y, width, height first, {@code [batch, anchors, 4 or more]}
   */
  static Tensor ofPixels(Scope scope, Tensor boxes, AnchorGrid grid) {
    int size = grid.size();
    float[] points = new float[2 * size];
    for (int i = 0; i < size; i++) {
      points[2 * i] = grid.centerX()[i];
      points[2 * i + 1] = grid.centerY()[i];
    }
    Tensor stride = scope.tensor(grid.stride(), 1, size, 1);
    Tensor offset = boxes.slice(2, 0, 2).sub(scope.tensor(points, 1, size, 2)).div(stride);
    return ofStrides(offset, boxes.slice(2, 2, 4).div(stride));
  }
}
