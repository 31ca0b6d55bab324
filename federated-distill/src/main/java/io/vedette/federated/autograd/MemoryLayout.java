package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;

/** How pictures lie in memory. */
final class MemoryLayout {

  private MemoryLayout() {}

  /**
   * The same array; {@code [batch, channels, height, width]} with the channels innermost in memory.
   * Operators keep that layout, and convolutions like it: a step is a fifth shorter than with
   * planes of pixels, which the library turns around itself at every convolution. On some
   * processors it turns them wrongly, too (docs/adr/0002), so convolutions ask for it once more; it
   * costs next to nothing where it is so.
   */
  static PtNDArray innermost(PtNDArray array) {
    Shape shape = array.getShape();
    if (shape.dimension() != 4 || array.getDataType() != DataType.FLOAT32) {
      return array;
    }
    boolean either = shape.get(1) == 1 || (shape.get(2) == 1 && shape.get(3) == 1);
    return (either ? Script.LAID_OUT_ANEW : Script.CHANNELS_LAST).apply(array);
  }
}
