package io.vedette.edge.escalate;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What a policy has learnt, as it is kept between two runs of an agent.
 *
 * @param policy its name
 * @param values as the policy gave them
 */
public record PolicyState(String policy, double[] values) {

  private static final int MAGIC = 0x56455031;
  private static final int MAX_VALUES = 100_000;

  /** Magic, name, values, CRC-32C of all before it. */
  public byte[] toBytes() {
    byte[] name = policy.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(4 * Integer.BYTES + name.length + 8 * values.length);
    bytes.putInt(MAGIC).putInt(name.length).put(name).putInt(values.length);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.putInt(checksum(bytes.array())).array();
  }

  /**
   * @throws IOException in one line, when the bytes are damaged
   */
  public static PolicyState of(byte[] bytes) throws IOException {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (bytes.length < 16
          || in.getInt(0) != MAGIC
          || in.getInt(bytes.length - 4) != checksum(bytes)) {
        throw new IOException("the state of the escalation policy is damaged");
      }
      in.getInt();
      byte[] name = new byte[in.getInt()];
      in.get(name);
      double[] values = new double[Math.min(MAX_VALUES, in.getInt())];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.getDouble();
      }
      return new PolicyState(new String(name, StandardCharsets.UTF_8), values);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException("the state of the escalation policy is damaged", e);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
