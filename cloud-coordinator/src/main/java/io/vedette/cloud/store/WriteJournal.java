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

/**
 * The changes of one write as bytes: their number, then for each its table, its key, and the length
 * of its value with the value; the length is -1 for a key that is removed.
 */
final class WriteJournal {

  private WriteJournal() {}

  static byte[] write(List<Change> changes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
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
    }
    return bytes.toByteArray();
  }

  static List<Change> read(byte[] journal, Function<String, IgniteTable> tables) {
    List<Change> changes = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(journal))) {
      for (int left = in.readInt(); left > 0; left--) {
        IgniteTable table = tables.apply(in.readUTF());
        String key = in.readUTF();
        int length = in.readInt();
        changes.add(new Change(table, key, length < 0 ? null : in.readNBytes(length)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the journal of the last write cannot be read", e);
    }
    return changes;
  }
}
