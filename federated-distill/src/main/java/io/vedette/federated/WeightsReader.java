package io.vedette.federated;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link WeightsFile} that is read in parts, any part at any time. Only its header is kept in
 * memory.
 */
public final class WeightsReader {

  private static final long MAX_HEADER = 8L << 20;

  private final Path file;
  private final long start;
  private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();

  private WeightsReader(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /**
   * Reads the header.
   *
   * @throws DetectorException as {@link WeightsFile#read(Path)}
   */
  public static WeightsReader of(Path file) throws DetectorException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long length = size < 8 ? -1 : filled(channel, 0, ByteBuffer.allocate(8)).getLong();
      if (size > WeightsFile.MAX_BYTES || length < 2 || length > MAX_HEADER || length > size - 8) {
        throw new DetectorException(file + ": no safetensors file (size, or header length)");
      }
      byte[] header = new byte[(int) length];
      filled(channel, 8, ByteBuffer.wrap(header));
      WeightsReader reader = new WeightsReader(file, 8 + length);
      SafetensorsHeader.read(header, size - 8 - length, file.toString())
          .forEach(entry -> reader.entries.put(entry.name(), entry));
      return reader;
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The shapes of its tensors, by name. */
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    entries.forEach((name, entry) -> shapes.put(name, entry.shape()));
    return shapes;
  }

  /** Opens the file for many reads. */
  public FileChannel open() throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Reads values of one tensor.
   *
   * @param from of the first value
   * @param buffer for the bytes, at least {@code 4 * count} large
   * @param at where the first value goes
   * @throws IllegalArgumentException when the tensor is not there or has fewer values
   */
  public void read(
      FileChannel channel,
      String name,
      int from,
      int count,
      ByteBuffer buffer,
      float[] into,
      int at)
      throws IOException {
    SafetensorsHeader.Entry entry = entries.get(name);
    long begin = entry == null ? 0 : entry.from() + (long) from * Float.BYTES;
    if (entry == null || from < 0 || begin + (long) count * Float.BYTES > entry.to()) {
      throw new IllegalArgumentException(name + " has no values " + from + " to " + (from + count));
    }
    buffer.clear().limit(count * Float.BYTES);
    filled(channel, start + begin, buffer).asFloatBuffer().get(into, at, count);
  }

  private static ByteBuffer filled(FileChannel channel, long at, ByteBuffer buffer)
      throws IOException {
    int first = buffer.position();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position() - first) < 0) {
        throw new IOException("the file is cut short");
      }
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }
}
