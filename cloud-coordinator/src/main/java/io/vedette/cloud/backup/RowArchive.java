package io.vedette.cloud.backup;

import io.vedette.cloud.store.RowReader;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a compressed file, one after the other: table, key and value, each as its length in four
 * bytes and its bytes; -1 for a value that is not there. A length of -1 in place of a table ends
 * it.
 */
final class RowArchive {

  /** No row of the store is larger: it would not fit into a write. */
  private static final int MAX_BYTES = 8 << 20;

  private static final int NONE = -1;
  private static final int BUFFER = 1 << 16;

  private RowArchive() {}

  /** Writes rows; closing it does not close the stream. */
  static final class Writer implements RowReader {

    private final GZIPOutputStream packed;
    private final DataOutputStream out;
    private long rows;

    Writer(OutputStream to) throws IOException {
      packed = new GZIPOutputStream(to, BUFFER);
      out = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
    }

    @Override
    public void row(String table, String key, byte @Nullable [] value) throws IOException {
      text(table);
      text(key);
      if (value == null) {
        out.writeInt(NONE);
      } else {
        out.writeInt(value.length);
        out.write(value);
      }
      rows++;
    }

    private void text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    long rows() {
      return rows;
    }

    /** Ends the archive. */
    void finish() throws IOException {
      out.writeInt(NONE);
      out.flush();
      packed.finish();
    }
  }

  /**
   * Reads an archive to its end.
   *
   * @throws IOException when it ends before, or holds something else; in one line
   */
  static void read(InputStream from, RowReader reader) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(from, BUFFER), BUFFER))) {
      for (byte[] table = bytes(in); table != null; table = bytes(in)) {
        byte[] key = bytes(in);
        if (key == null) {
          throw new IOException("the rows are damaged: a row has no key");
        }
        reader.row(text(table), text(key), bytes(in));
      }
    } catch (EOFException e) {
      throw new IOException("the rows end too early", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == NONE) {
      return null;
    }
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("the rows are damaged: a length of " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
