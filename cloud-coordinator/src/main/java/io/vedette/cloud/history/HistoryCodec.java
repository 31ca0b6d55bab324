package io.vedette.cloud.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rows as bytes: a number of the form, slot, covered time, number of series; of each series the
 * code of its measure, its detail, count, sum, least and largest. Measures of a later release are
 * passed over.
 */
public final class HistoryCodec {

  private static final int FORM = 1;

  private HistoryCodec() {}

  public static byte[] write(HistoryRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      out.writeLong(row.slotMs());
      out.writeLong(row.coveredMs());
      out.writeShort(row.values().size());
      for (Map.Entry<Series, Aggregate> entry : row.values().entrySet()) {
        Aggregate value = entry.getValue();
        out.writeByte(entry.getKey().measure().code());
        out.writeUTF(entry.getKey().detail());
        out.writeLong(value.count());
        out.writeDouble(value.sum());
        out.writeFloat((float) value.min());
        out.writeFloat((float) value.max());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The row of a slot; empty when the bytes are those of another slot, which had the same place
   * before.
   *
   * @throws UncheckedIOException when the bytes are no row
   */
  public static Optional<HistoryRow> read(
      HistoryScope scope, Resolution resolution, long slotMs, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int form = in.readByte();
      if (form != FORM) {
        throw new IOException("a row of history has the form " + form);
      }
      if (in.readLong() != slotMs) {
        return Optional.empty();
      }
      long coveredMs = in.readLong();
      int count = in.readUnsignedShort();
      Map<Series, Aggregate> values = new HashMap<>();
      for (int i = 0; i < count; i++) {
        Optional<Measure> measure = Measure.ofCode(in.readByte());
        String detail = in.readUTF();
        Aggregate value =
            new Aggregate(in.readLong(), in.readDouble(), in.readFloat(), in.readFloat());
        measure.ifPresent(known -> values.put(new Series(known, detail), value));
      }
      return Optional.of(new HistoryRow(scope, resolution, slotMs, coveredMs, values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
