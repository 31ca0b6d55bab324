package io.vedette.federated.train.head;

import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The raw answer of a head to a batch, all levels in one row of anchors.
 *
 * @param boxLogits {@code [batch, anchors, 4 * bins]}: logits of the distances to the left, top,
 *     right and bottom; where {@code bins} is 1 {@code [batch, anchors, 4]}, the distances
 *     themselves in strides, which may be negative
 * @param classLogits {@code [batch, anchors, classes]}
 * @param objectness logits {@code [batch, anchors, 1]} that there is an object of any class; null
 *     for heads that do not say it apart
 * @param grid where the anchors are
 * @param bins of a side's distance distribution; 1 for a head that has none
 * @param scoring how objectness and classes make a score
 */
public record RawHeadOutputs(
    Tensor boxLogits,
    Tensor classLogits,
    @Nullable Tensor objectness,
    AnchorGrid grid,
    int bins,
    Scoring scoring) {

  /** The answer of a head whose classes are its scores. */
  public RawHeadOutputs(Tensor boxLogits, Tensor classLogits, AnchorGrid grid, int bins) {
    this(boxLogits, classLogits, null, grid, bins, Scoring.CLASS);
  }

  /** Gathers the levels' tensors. */
  public static RawHeadOutputs of(Map<String, Tensor> tensors, HeadLayout layout, AnchorGrid grid) {
    return new RawHeadOutputs(
        join(layout.boxLogits(), tensors::get),
        join(layout.classLogits(), tensors::get),
        grid,
        layout.bins());
  }

  private static Tensor join(List<String> names, Function<String, Tensor> tensors) {
    List<Tensor> levels = new ArrayList<>();
    for (String name : names) {
      levels.add(cellsFirst(tensors.apply(name)));
    }
    return Tensor.concat(1, levels);
  }

  /** {@code [batch, channels, height, width]} as {@code [batch, height * width, channels]}. */
  static Tensor cellsFirst(Tensor level) {
    long[] shape = level.shape();
    return level.transpose(0, 2, 3, 1).reshape(shape[0], shape[2] * shape[3], shape[1]);
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
