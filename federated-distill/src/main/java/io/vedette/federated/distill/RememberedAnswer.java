package io.vedette.federated.distill;

import io.vedette.detector.graph.HalfFloats;
import io.vedette.detector.runtime.FloatTensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A teacher's tensors of one picture as bytes: a mark, how many there are, of each its rank, its
 * dimensions and its values in half precision; a checksum of it all at the end.
 */
final class RememberedAnswer {

  private static final int MARK = 0x56445431; // "VDT1"
  private static final int MOST_TENSORS = 64;
  private static final int MOST_RANK = 8;

  private RememberedAnswer() {}

  static byte[] write(List<FloatTensor> tensors) {
    int size = 12;
    for (FloatTensor tensor : tensors) {
      size += 4 + 4 * tensor.shape().length + 2 * tensor.values().length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).putInt(MARK).putInt(tensors.size());
    for (FloatTensor tensor : tensors) {
      bytes.putInt(tensor.shape().length);
      for (long dimension : tensor.shape()) {
        bytes.putInt((int) dimension);
      }
      for (float value : tensor.values()) {
        bytes.putShort(HalfFloats.of(value));
      }
    }
    return bytes.putInt(checksum(bytes.array(), size - 4)).array();
  }

  /** Empty where the bytes are not what was written. */
  static Optional<List<FloatTensor>> read(byte[] all) {
    ByteBuffer bytes = ByteBuffer.wrap(all);
    if (all.length < 12
        || bytes.getInt(all.length - 4) != checksum(all, all.length - 4)
        || bytes.getInt() != MARK) {
      return Optional.empty();
    }
    int count = bytes.getInt();
    List<FloatTensor> tensors = new ArrayList<>();
    for (int i = 0; i < count && count <= MOST_TENSORS; i++) {
      long[] shape = new long[Math.min(MOST_RANK, Math.max(0, bytes.getInt()))];
      int size = 1;
      for (int d = 0; d < shape.length; d++) {
        shape[d] = bytes.getInt();
        size = Math.multiplyExact(size, (int) shape[d]);
      }
      float[] values = new float[size];
      for (int v = 0; v < size; v++) {
        values[v] = HalfFloats.toFloat(bytes.getShort());
      }
      tensors.add(FloatTensor.of(values, shape));
    }
    return Optional.of(tensors);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
