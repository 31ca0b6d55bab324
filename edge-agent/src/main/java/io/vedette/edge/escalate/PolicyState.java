package io.vedette.edge.escalate;

import io.vedette.edge.disk.ChecksummedFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The state of a policy between two runs of an agent.
 *
 * @param policy its name
 * @param values the policy's own
 */
public record PolicyState(String policy, double[] values) {

  private static final int MAGIC = 0x56455031;
  private static final int MAX_VALUES = 100_000;
  private static final String WHAT = "the state of the escalation policy";

  /** Name and values, with a checksum. */
  public byte[] toBytes() {
    byte[] name = policy.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + name.length + 8 * values.length);
    bytes.putInt(name.length).put(name).putInt(values.length);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return ChecksummedFile.seal(MAGIC, bytes.array());
  }

  /**
   * @throws IOException in one line, when the bytes are damaged
   */
  public static PolicyState of(byte[] bytes) throws IOException {
    try {
      ByteBuffer in = ChecksummedFile.open(MAGIC, bytes, WHAT);
      byte[] name = new byte[in.getInt()];
      in.get(name);
      double[] values = new double[Math.min(MAX_VALUES, in.getInt())];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.getDouble();
      }
      return new PolicyState(new String(name, StandardCharsets.UTF_8), values);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException(WHAT + " is damaged", e);
    }
  }
}
