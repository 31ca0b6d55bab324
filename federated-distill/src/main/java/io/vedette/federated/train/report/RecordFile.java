package io.vedette.federated.train.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of records, each framed by its length and two checksums.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">
 *     TFRecord format</a>
 */
final class RecordFile implements Closeable {

  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  /** A new file; one that is there is left alone. */
  RecordFile(Path file) throws IOException {
    out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Writes a record in one go, so that a reader never meets half of it for long. */
  void write(byte[] record) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(16 + record.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(record.length);
    frame.putInt(masked(frame.array(), 8));
    frame.put(record);
    frame.putInt(masked(record, record.length));
    out.write(frame.array());
  }

  /** CRC-32C turned and shifted, since a checksum of data that holds checksums is weak. */
  static int masked(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
