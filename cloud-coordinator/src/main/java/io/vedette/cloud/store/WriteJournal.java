package io.vedette.cloud.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One write as bytes: its number, how many changes it has, then for each its table, its key, and
 * the length of its value with the value; the length is -1 for a key that is removed. All of it is
 * deflated: the log has every change a second time.
 *
 * @param number 1 for the first write of a store
 */
record WriteJournal(long number, List<Change> changes) {

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new DeflaterOutputStream(bytes, fast, 1 << 16))) {
      out.writeLong(number);
      out.writeInt(changes.size());
      for (Change change : changes) {
        out.writeUTF(change.table().name());
        out.writeUTF(change.key());
        byte[] value = change.value();
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
          out.write(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  static WriteJournal read(byte[] journal, Function<String, IgniteTable> tables) {
    List<Change> changes = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(journal)))) {
      long number = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        IgniteTable table = tables.apply(in.readUTF());
        String key = in.readUTF();
        int length = in.readInt();
        changes.add(new Change(table, key, length < 0 ? null : in.readNBytes(length)));
      }
      return new WriteJournal(number, changes);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal of the last write cannot be read", e);
    }
  }
}
