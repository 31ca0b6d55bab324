package io.vedette.federated.train.head;

import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The raw answer of a head to a batch, all levels in one row of anchors.
 *
 * @param boxLogits {@code [batch, anchors, 4 * bins]}
 * @param classLogits {@code [batch, anchors, classes]}
 * @param grid where the anchors are
 * @param bins of a side's distance distribution
 */
public record HeadOutputs(Tensor boxLogits, Tensor classLogits, AnchorGrid grid, int bins) {

  /** Gathers the levels' tensors. */
  public static HeadOutputs of(Map<String, Tensor> tensors, HeadLayout layout, AnchorGrid grid) {
    return new HeadOutputs(
        join(layout.boxLogits(), tensors::get),
        join(layout.classLogits(), tensors::get),
        grid,
        layout.bins());
  }

  private static Tensor join(List<String> names, Function<String, Tensor> tensors) {
    List<Tensor> levels = new ArrayList<>();
    for (String name : names) {
      Tensor level = tensors.apply(name);
      long[] shape = level.shape();
      levels.add(level.transpose(0, 2, 3, 1).reshape(shape[0], shape[2] * shape[3], shape[1]));
    }
    return Tensor.concat(1, levels);
  }

  public int batch() {
    return (int) boxLogits.shape()[0];
  }

  public int anchors() {
    return grid.size();
  }

  public int classes() {
    return (int) classLogits.shape()[2];
  }

  /** The box logits of chosen anchors, {@code [rows, 4 * bins]}; a row is picture * anchors + a. */
  public Tensor boxLogitsOf(int[] rows) {
    return boxLogits.reshape((long) batch() * anchors(), 4L * bins).rows(rows);
  }

  /** The class logits of chosen anchors, {@code [rows, classes]}. */
  public Tensor classLogitsOf(int[] rows) {
    return classLogits.reshape((long) batch() * anchors(), classes()).rows(rows);
  }
}
