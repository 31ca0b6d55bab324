package io.vedette.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Files of releases before there were {@link RecordEnvelope}s: a magic number, the content, CRC-32C
 * of both. They are read, and not written any more.
 */
public final class ChecksummedFile {

  private static final int AROUND = 2 * Integer.BYTES;

  private ChecksummedFile() {}

  /**
   * Checks magic number and checksum; the content.
   *
   * @param what of the content, for the message
   * @throws IOException in one line, when the bytes are damaged or of another format
   */
  public static ByteBuffer open(int magic, byte[] bytes, String what) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < AROUND
        || in.getInt(0) != magic
        || in.getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
      throw new IOException(what + " is damaged");
    }
    return in.slice(Integer.BYTES, bytes.length - AROUND);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
