package io.vedette.edge.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.edge.disk.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The counts on disk. A settlement is counted, together with the record's id, before the record's
 * file is deleted, so that a crash in between neither loses nor doubles it. An escalation is
 * counted by the number in its file's name.
 *
 * <p>Two pages of fixed size are written in turn and in place; the newer intact one counts. So
 * records can be settled on a full disk, which frees space on it.
 */
final class OutboxCountsFile implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Number, length, text, checksum: a page is one write of one or two disk blocks. */
  private static final int PAGE_BYTES = 1_024;

  private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
  private static final int MAX_TEXT = PAGE_BYTES - HEAD_BYTES - Integer.BYTES;

  private final FileChannel channel;
  private long number;
  private Page page = new Page(OutboxCounts.NONE, "");

  /**
   * @param settling id of the record that was settled last, whose file may still be there; "" none
   */
  record Page(OutboxCounts counts, String settling) {}

  private OutboxCountsFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file that an earlier process left, or a new one with all counts 0. */
  static OutboxCountsFile open(Path path) throws IOException {
    if (!Files.exists(path)) {
      DurableFiles.write(path, new byte[2 * PAGE_BYTES]);
    }
    OutboxCountsFile file =
        new OutboxCountsFile(
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    file.readPage(0);
    file.readPage(1);
    return file;
  }

  private void readPage(int which) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PAGE_BYTES);
    while (buffer.hasRemaining()
        && channel.read(buffer, (long) which * PAGE_BYTES + buffer.position()) >= 0) {}
    buffer.position(0);
    long pageNumber = buffer.getLong();
    int length = buffer.getInt();
    boolean intact =
        length > 0
            && length <= MAX_TEXT
            && buffer.getInt(HEAD_BYTES + length) == checksum(buffer, HEAD_BYTES + length);
    if (intact && pageNumber > number) {
      number = pageNumber;
      page = JSON.readValue(buffer.array(), HEAD_BYTES, length, Page.class);
    }
  }

  private static int checksum(ByteBuffer buffer, int length) {
    CRC32C sum = new CRC32C();
    sum.update(buffer.array(), 0, length);
    return (int) sum.getValue();
  }

  /** The counts that were written last. */
  Page page() {
    return page;
  }

  /** Writes the counts; when this returns they survive a crash, when it throws nothing changed. */
  void write(Page next) throws IOException {
    byte[] text = JSON.writeValueAsBytes(next);
    if (text.length > MAX_TEXT) {
      throw new IOException("the id " + next.settling() + " is too long");
    }
    ByteBuffer buffer = ByteBuffer.allocate(PAGE_BYTES);
    buffer.putLong(number + 1).putInt(text.length).put(text);
    buffer.putInt(checksum(buffer, HEAD_BYTES + text.length)).rewind();
    long at = (number + 1) % 2 * PAGE_BYTES;
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
    channel.force(false);
    number++;
    page = next;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
