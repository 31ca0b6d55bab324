package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;

/** How pictures lie in memory. */
final class Layout {

  private Layout() {}

  /**
   * The same array; {@code [batch, channels, height, width]} with the channels innermost in memory.
   * Operators keep that layout, and convolutions like it: a step is a fifth shorter than with
   * planes of pixels, which the library turns around itself at every convolution. On some
   * processors it turns them wrongly, too (docs/adr/0002), so convolutions ask for it once more; it
   * costs nothing where it is so.
   */
  static PtNDArray innermost(PtNDArray array) {
    boolean pictures = array.getShape().dimension() == 4;
    return pictures && array.getDataType() == DataType.FLOAT32
        ? Script.CHANNELS_LAST.apply(array)
        : array;
  }
}
