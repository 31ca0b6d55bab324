package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;

/**
 * Each value -1, 0 or 1 times a scale per channel; five in a byte, 1.6 bits each. What is below 0.7
 * times the mean of a channel's absolute values is 0, and the scale is the mean of the others. See
 * Li et al., <a href="https://arxiv.org/abs/1605.04711">Ternary Weight Networks</a>.
 */
record TernaryForm() implements WeightForm {

  private static final double THRESHOLD = 0.7;
  private static final int PER_BYTE = 5;
  private static final int BYTES = 243; // 3^5
  private static final TensorProto TABLE = table();

  @Override
  public boolean sparesEnds() {
    return true;
  }

  @Override
  public Stored of(TensorProto weight) {
    Channels channels = Channels.of(weight);
    float[] scales = new float[channels.count()];
    int[] digits = new int[(channels.values().length + PER_BYTE - 1) / PER_BYTE * PER_BYTE];
    for (int c = 0; c < scales.length; c++) {
      double threshold = THRESHOLD * channels.mean(c, 0);
      scales[c] = (float) channels.mean(c, threshold);
      for (int i = channels.first(c); i < channels.first(c + 1); i++) {
        float value = channels.values()[i];
        digits[i] = Math.abs(value) <= threshold ? 1 : value > 0 ? 2 : 0;
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(digits.length / PER_BYTE);
    for (int i = 0; i < digits.length; i += PER_BYTE) {
      int packed = 0;
      for (int k = 0; k < PER_BYTE; k++) {
        packed = 3 * packed + digits[i + k];
      }
      bytes.put((byte) packed);
    }
    return Unfolding.lookedUp(
        weight,
        Tensors.of(weight.getName() + ".bytes", DataType.UINT8, bytes.flip(), bytes.limit()),
        TABLE,
        scales);
  }

  private static TensorProto table() {
    ByteBuffer table = ByteBuffer.allocate(BYTES * PER_BYTE);
    for (int packed = 0; packed < BYTES; packed++) {
      for (int place = BYTES / 3; place > 0; place /= 3) {
        table.put((byte) (packed / place % 3 - 1));
      }
    }
    return Tensors.of("unfold.ternary", DataType.INT8, table.flip(), BYTES, PER_BYTE);
  }
}
