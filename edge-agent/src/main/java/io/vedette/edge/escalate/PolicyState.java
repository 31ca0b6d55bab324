package io.vedette.edge.escalate;

import io.vedette.edge.disk.ChecksummedFile;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.record.PolicyRecord;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  /** The content of its file. */
  public byte[] toBytes() {
    return RecordEnvelope.write(
        PolicyRecord.newBuilder()
            .setPolicy(policy)
            .addAllValues(Arrays.stream(values).boxed().toList())
            .build());
  }

  /**
   * @param bytes of this release or an earlier one
   * @throws IOException in a few words, when the bytes are damaged
   */
  public static PolicyState of(byte[] bytes) throws IOException {
    if (!RecordEnvelope.isOne(bytes)) {
      return ofEarlier(bytes);
    }
    PolicyRecord record = RecordEnvelope.read(bytes, PolicyRecord.parser());
    return new PolicyState(
        record.getPolicy(),
        record.getValuesList().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static PolicyState ofEarlier(byte[] bytes) throws IOException {
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
