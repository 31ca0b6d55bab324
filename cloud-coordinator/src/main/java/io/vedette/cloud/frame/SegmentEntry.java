package io.vedette.cloud.frame;

import io.vedette.wire.Digests;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One picture in a segment: magic (4 bytes), length of the picture (4), its SHA-256 (32), CRC32C of
 * the 40 bytes before (4), then the picture. The digest tells whether the picture is whole, the
 * checksum whether the header is.
 */
final class SegmentEntry {

  static final int HEADER_BYTES = 44;

  private static final int MAGIC = 0x56465231;
  private static final int CHECKED_BYTES = 40;

  private SegmentEntry() {}

  static ByteBuffer header(String sha256, int length) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC).putInt(length).put(HexFormat.of().parseHex(sha256));
    return header.putInt(checksum(header.array(), 0)).flip();
  }

  /**
   * The picture of an entry.
   *
   * @throws DamagedFrameException when the bytes are not the entry of this digest
   */
  static byte[] picture(byte[] entry, String sha256, String where) throws DamagedFrameException {
    ByteBuffer header = ByteBuffer.wrap(entry);
    if (header.getInt(0) != MAGIC || header.getInt(CHECKED_BYTES) != checksum(entry, 0)) {
      throw new DamagedFrameException(where + ": the header of the frame is damaged");
    }
    if (header.getInt(4) != entry.length - HEADER_BYTES) {
      throw new DamagedFrameException(where + ": another frame is there");
    }
    byte[] picture = new byte[entry.length - HEADER_BYTES];
    System.arraycopy(entry, HEADER_BYTES, picture, 0, picture.length);
    if (!Digests.sha256(picture).equals(sha256)) {
      throw new DamagedFrameException(where + ": the picture is damaged, its digest is another");
    }
    return picture;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
