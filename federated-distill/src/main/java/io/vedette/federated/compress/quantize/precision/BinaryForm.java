package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;

/**
 * Each value -1 or 1 times the mean of its channel's absolute values, a bit each. See Rastegari et
 * al., <a href="https://arxiv.org/abs/1603.05279">XNOR-Net</a>; activations stay float, as in their
 * Binary-Weight-Networks.
 */
record BinaryForm() implements WeightForm {

  private static final int PER_BYTE = 8;
  private static final int BYTES = 256;
  private static final TensorProto TABLE = table();

  @Override
  public boolean sparesEnds() {
    return true;
  }

  @Override
  public Stored of(TensorProto weight) {
    Channels channels = Channels.of(weight);
    float[] scales = new float[channels.count()];
    for (int c = 0; c < scales.length; c++) {
      scales[c] = (float) channels.mean(c, 0);
    }
    float[] values = channels.values();
    byte[] bytes = new byte[(values.length + PER_BYTE - 1) / PER_BYTE];
    for (int i = 0; i < values.length; i++) {
      bytes[i / PER_BYTE] |= (byte) (values[i] > 0 ? 1 << i % PER_BYTE : 0);
    }
    return Unfolding.lookedUp(
        weight,
        Tensors.of(
            weight.getName() + ".bytes", DataType.UINT8, ByteBuffer.wrap(bytes), bytes.length),
        TABLE,
        scales);
  }

  private static TensorProto table() {
    ByteBuffer table = ByteBuffer.allocate(BYTES * PER_BYTE);
    for (int packed = 0; packed < BYTES; packed++) {
      for (int bit = 0; bit < PER_BYTE; bit++) {
        table.put((byte) ((packed >> bit & 1) * 2 - 1));
      }
    }
    return Tensors.of("unfold.binary", DataType.INT8, table.flip(), BYTES, PER_BYTE);
  }
}
