package io.vedette.cloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The number of the latest write, in a file beside the log: the log promises at least so many. A
 * log that ends early, since a byte of it is damaged, looks as if the last writes had never been
 * made; their number tells.
 *
 * <p>The file is not synced. After a loss of power it may be behind the log, never ahead of it.
 */
final class WriteCount implements AutoCloseable {

  private final FileChannel file;

  private WriteCount(FileChannel file) {
    this.file = file;
  }

  static WriteCount open(Path folder) throws IOException {
    return new WriteCount(
        FileChannel.open(
            folder.resolve("writes"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  /** Number of the latest write; 0 when there was none, or the file is torn. */
  long read() throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    return file.read(number, 0) == Long.BYTES ? number.getLong(0) : 0;
  }

  /** A write of this number is durable. */
  void write(long number) throws IOException {
    file.write(ByteBuffer.allocate(Long.BYTES).putLong(0, number), 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
