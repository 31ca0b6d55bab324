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
 * The counts on disk. A settlement is counted together with the id it is about before that record's
 * file goes, so that a crash between the two neither loses nor doubles it. An escalation is counted
 * by the number in its file's name.
 *
 * <p>Two pages of fixed size, written in turn and in place, the newer whole one valid: so a full
 * disk does not keep a record from being settled, which is what makes room on it.
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
   * @param settling the record whose settlement is counted, its file perhaps still there; "" none
   */
  record Page(OutboxCounts counts, String settling) {}

  private OutboxCountsFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a ledger, as the last process left it; one that is not there has counted nothing. */
  static OutboxCountsFile open(Path file) throws IOException {
    if (!Files.exists(file)) {
      DurableFiles.write(file, new byte[2 * PAGE_BYTES]);
    }
    OutboxCountsFile ledger =
        new OutboxCountsFile(
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    ledger.readPage(0);
    ledger.readPage(1);
    return ledger;
  }

  private void readPage(int which) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PAGE_BYTES);
    while (buffer.hasRemaining()
        && channel.read(buffer, (long) which * PAGE_BYTES + buffer.position()) >= 0) {}
    buffer.position(0);
    long itsNumber = buffer.getLong();
    int length = buffer.getInt();
    boolean whole =
        length > 0
            && length <= MAX_TEXT
            && buffer.getInt(HEAD_BYTES + length) == checksum(buffer, HEAD_BYTES + length);
    if (whole && itsNumber > number) {
      number = itsNumber;
      page = JSON.readValue(buffer.array(), HEAD_BYTES, length, Page.class);
    }
  }

  private static int checksum(ByteBuffer buffer, int length) {
    CRC32C sum = new CRC32C();
    sum.update(buffer.array(), 0, length);
    return (int) sum.getValue();
  }

  /** What was counted last. */
  Page page() {
    return page;
  }

  /** Counts; when this returns it survives a crash, when it throws nothing has been counted. */
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
