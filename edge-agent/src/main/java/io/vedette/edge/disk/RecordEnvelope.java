package io.vedette.edge.disk;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The content of a file of state: the magic "VEDR", a version, the length of a message, the CRC-32C
 * of all that and of the message, and the message. All numbers are big-endian, 4 bytes each.
 */
public final class RecordEnvelope {

  private static final int MAGIC = 0x56454452;

  /** Of this envelope; a message grows by fields. */
  private static final int VERSION = 1;

  /** Magic, version and length. */
  private static final int SUMMED = 3 * Integer.BYTES;

  /** Bytes before the message. */
  public static final int HEAD = SUMMED + Integer.BYTES;

  private RecordEnvelope() {}

  /** A message as the content of a file. */
  public static byte[] write(MessageLite message) {
    byte[] body = message.toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + body.length);
    bytes.putInt(MAGIC).putInt(VERSION).putInt(body.length);
    bytes.putInt(checksum(bytes.array(), body)).put(body);
    return bytes.array();
  }

  /** Whether a file has this form, whole or damaged; files of earlier releases have others. */
  public static boolean isOne(byte[] bytes) {
    return bytes.length >= Integer.BYTES && ByteBuffer.wrap(bytes).getInt(0) == MAGIC;
  }

  /**
   * The message in a file.
   *
   * @param bytes the file's content; what is behind the message is ignored
   * @throws IOException in a few words, when it is damaged or of a later release
   */
  public static <M> M read(byte[] bytes, Parser<M> parser) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD || in.getInt() != MAGIC) {
      throw new IOException("cut short, or no record");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IOException("a record of version " + version + ", known is " + VERSION);
    }
    int length = in.getInt();
    int sum = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IOException("cut short");
    }
    byte[] body = new byte[length];
    in.get(body);
    if (sum != checksum(bytes, body)) {
      throw new IOException("the checksum is wrong");
    }
    try {
      return parser.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("the message is damaged: " + e.getMessage(), e);
    }
  }

  private static int checksum(byte[] head, byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(head, 0, SUMMED);
    sum.update(body);
    return (int) sum.getValue();
  }
}
