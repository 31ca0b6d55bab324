package io.vedette.detector.image.header;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an encoded picture, read at any place. Of a file one block is kept in memory, so that a
 * header is read without what lies between its parts. Reading behind the end throws {@link
 * IndexOutOfBoundsException}; a file that fails throws {@link UncheckedIOException}.
 */
final class EncodedBytes implements Closeable {

  private static final int BLOCK = 1 << 12;

  private final @Nullable FileChannel file;
  private final long length;
  private ByteBuffer block;
  private long blockAt;

  private EncodedBytes(@Nullable FileChannel file, long length, ByteBuffer block) {
    this.file = file;
    this.length = length;
    this.block = block;
  }

  static EncodedBytes of(byte[] bytes) {
    return new EncodedBytes(null, bytes.length, ByteBuffer.wrap(bytes));
  }

  static EncodedBytes open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path);
    return new EncodedBytes(file, file.size(), ByteBuffer.allocate(0));
  }

  long length() {
    return length;
  }

  /** One byte, 0 to 255. */
  int at(long place) {
    if (place < 0 || place >= length) {
      throw new IndexOutOfBoundsException("byte " + place + " of " + length);
    }
    if (place < blockAt || place >= blockAt + block.limit()) {
      load(place / BLOCK * BLOCK);
    }
    return block.get((int) (place - blockAt)) & 0xff;
  }

  private void load(long from) {
    ByteBuffer next = ByteBuffer.allocate(BLOCK);
    try {
      while (file != null && next.hasRemaining()) {
        if (file.read(next, from + next.position()) < 0) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next.flip();
    block = next;
    blockAt = from;
  }

  /** A whole number of so many bytes, the most significant first. */
  long big(long at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | at(at + i);
    }
    return value;
  }

  /** A whole number of so many bytes, the least significant first. */
  long little(long at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | at(at + i);
    }
    return value;
  }

  /** Whether these bytes are there. */
  boolean has(long at, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= length || at(at + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether these ASCII letters are there. */
  boolean has(long at, String letters) {
    return has(at, letters.chars().toArray());
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
