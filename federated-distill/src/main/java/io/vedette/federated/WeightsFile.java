package io.vedette.federated;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@link Weights} on disk, in the <a
 * href="https://github.com/huggingface/safetensors#format">safetensors</a> form: eight bytes of
 * header length, a JSON header, then the values of each tensor, little-endian. Only {@code F32} is
 * written and read. Everything in the header is checked against the file's size before memory is
 * reserved.
 */
public final class WeightsFile {

  /** Larger files are refused, bytes. */
  public static final long MAX_BYTES = 1L << 30;

  private static final long MAX_HEADER = 8L << 20;

  private WeightsFile() {}

  /** Writes atomically and durably: a reader sees the whole file or none. */
  public static void write(Path file, Weights weights) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, weights);
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes what the file holds; the channel stays open. */
  public static void write(WritableByteChannel channel, Weights weights) throws IOException {
    byte[] header = SafetensorsHeader.write(weights);
    writeAll(channel, little(8 + header.length).putLong(header.length).put(header).flip());
    for (Weights.Values values : weights.byName().values()) {
      ByteBuffer data = little(Math.multiplyExact(values.data().length, Float.BYTES));
      data.asFloatBuffer().put(values.data());
      writeAll(channel, data);
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws DetectorException when it is no safetensors file of floats, is cut short or too large;
   *     the message names the file and the place
   */
  public static Weights read(Path file) throws DetectorException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel.size(), (at, count) -> readFully(channel, at, count), file.toString());
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads what a file holds.
   *
   * @param where names it in errors
   * @throws DetectorException as {@link #read(Path)}
   */
  public static Weights read(byte[] file, String where) throws DetectorException {
    try {
      return read(
          file.length,
          (at, count) -> ByteBuffer.wrap(file, (int) at, count).slice().order(LITTLE_ENDIAN),
          where);
    } catch (IOException e) {
      throw new DetectorException(where + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Bytes of a file, by place and number, both within it. */
  private interface Source {
    ByteBuffer bytes(long at, int count) throws IOException;
  }

  private static Weights read(long size, Source source, String where)
      throws DetectorException, IOException {
    if (size > MAX_BYTES) {
      throw new DetectorException(
          where + ": " + size + " bytes is more than the " + MAX_BYTES + " weights may have");
    }
    long headerLength = size < 8 ? -1 : source.bytes(0, 8).getLong();
    if (headerLength < 2 || headerLength > MAX_HEADER || headerLength > size - 8) {
      throw new DetectorException(where + ": no safetensors file (header length, bytes 0 to 7)");
    }
    byte[] header = new byte[(int) headerLength];
    source.bytes(8, header.length).get(header);
    long start = 8 + headerLength;
    Map<String, Weights.Values> byName = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : SafetensorsHeader.read(header, size - start, where)) {
      ByteBuffer bytes = source.bytes(start + entry.from(), (int) (entry.to() - entry.from()));
      float[] data = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(data);
      byName.put(entry.name(), new Weights.Values(entry.shape(), data));
    }
    return new Weights(byName);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(LITTLE_ENDIAN);
  }

  private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, long at, int size) throws IOException {
    ByteBuffer bytes = little(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new java.io.EOFException("ends at byte " + (at + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
