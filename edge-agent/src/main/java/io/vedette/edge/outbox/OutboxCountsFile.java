package io.vedette.edge.outbox;

import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.record.OutboxCountsRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counts on disk. A settlement is counted, together with the record's id, before the record's
 * file is deleted, so that a crash in between neither loses nor doubles it. An escalation is
 * counted by the number in its file's name.
 *
 * <p>Two pages of fixed size are written in turn and in place; the newer intact one counts. So
 * records can be settled on a full disk, which frees space on it.
 */
final class OutboxCountsFile implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboxCountsFile.class);

  /** A page is one write of one or two disk blocks. */
  private static final int PAGE_BYTES = 1_024;

  private final FileChannel channel;
  private Page page = new Page(0, OutboxCounts.NONE, "");

  /**
   * A page, which is a record.
   *
   * @param number of the page; the newer of the two counts
   * @param settling id of the record that was settled last, whose file may still be there; "" none
   */
  record Page(long number, OutboxCounts counts, String settling) {

    static Page decode(byte[] bytes) throws IOException {
      if (!RecordEnvelope.isOne(bytes)) {
        return OldCountsPage.read(bytes);
      }
      OutboxCountsRecord record = RecordEnvelope.read(bytes, OutboxCountsRecord.parser());
      OutboxCounts counts =
          new OutboxCounts(
              record.getEscalated(),
              record.getAudits(),
              record.getBytes(),
              record.getVerdicts(),
              record.getRejected(),
              record.getEvicted(),
              record.getTorn());
      return new Page(record.getPage(), counts, record.getSettling());
    }

    byte[] encode() {
      return RecordEnvelope.write(
          OutboxCountsRecord.newBuilder()
              .setEscalated(counts.escalated())
              .setAudits(counts.audits())
              .setBytes(counts.bytes())
              .setVerdicts(counts.verdicts())
              .setRejected(counts.rejected())
              .setEvicted(counts.evicted())
              .setTorn(counts.torn())
              .setSettling(settling)
              .setPage(number)
              .build());
    }
  }

  private OutboxCountsFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file that an earlier process left, or a new one with all counts 0. */
  static OutboxCountsFile open(Path path) throws IOException {
    boolean found = Files.exists(path);
    if (!found) {
      DurableFiles.write(path, new byte[2 * PAGE_BYTES]);
    }
    OutboxCountsFile file =
        new OutboxCountsFile(
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    file.readPage(0);
    file.readPage(1);
    if (found && file.page.number == 0) {
      log.warn("{}: neither of its pages is whole; counts begin anew", path);
    }
    return file;
  }

  /** One that is torn was being written when the power went: the other one counts. */
  private void readPage(int which) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PAGE_BYTES);
    while (buffer.hasRemaining()
        && channel.read(buffer, (long) which * PAGE_BYTES + buffer.position()) >= 0) {}
    try {
      Page read = Page.decode(buffer.array());
      if (read.number > page.number) {
        page = read;
      }
    } catch (IOException e) {
      log.debug("page {} of the outbox's counts: {}", which, e.getMessage());
    }
  }

  /** The counts that were written last. */
  OutboxCounts counts() {
    return page.counts;
  }

  /** Id of the record that was settled last, whose file may still be there; "" none. */
  String settling() {
    return page.settling;
  }

  /** Writes the counts; when this returns they survive a crash, when it throws nothing changed. */
  void write(OutboxCounts counts, String settling) throws IOException {
    Page next = new Page(page.number + 1, counts, settling);
    byte[] record = next.encode();
    if (record.length > PAGE_BYTES) {
      throw new IOException("the id " + settling + " is too long");
    }
    ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(record, PAGE_BYTES));
    long at = next.number % 2 * PAGE_BYTES;
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
    channel.force(false);
    page = next;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
