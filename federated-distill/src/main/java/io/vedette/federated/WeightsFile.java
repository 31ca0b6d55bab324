package io.vedette.federated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final int MAX_TENSORS = 100_000;
  private static final int MAX_RANK = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private WeightsFile() {}

  /** Writes atomically and durably: a reader sees the whole file or none. */
  public static void write(Path file, Weights weights) throws IOException {
    byte[] header = header(weights);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer start = little(8 + header.length).putLong(header.length).put(header).flip();
      writeAll(channel, start);
      for (Weights.Values values : weights.byName().values()) {
        ByteBuffer data = little(Math.multiplyExact(values.data().length, Float.BYTES));
        data.asFloatBuffer().put(values.data());
        writeAll(channel, data);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a whole file.
   *
   * @throws DetectorException when it is no safetensors file of floats, is cut short or too large;
   *     the message names the file and the place
   */
  public static Weights read(Path file) throws DetectorException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_BYTES) {
        throw new DetectorException(
            file + ": " + size + " bytes is more than the " + MAX_BYTES + " weights may have");
      }
      long headerLength = size < 8 ? -1 : readFully(channel, 0, 8).getLong();
      if (headerLength < 2 || headerLength > MAX_HEADER || headerLength > size - 8) {
        throw new DetectorException(file + ": no safetensors file (header length, bytes 0 to 7)");
      }
      byte[] header = readFully(channel, 8, (int) headerLength).array();
      long start = 8 + headerLength;
      Map<String, Weights.Values> byName = new LinkedHashMap<>();
      for (Entry entry : entries(header, size - start, file)) {
        ByteBuffer bytes = readFully(channel, start + entry.from, (int) (entry.to - entry.from));
        float[] data = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(data);
        byName.put(entry.name, new Weights.Values(entry.shape, data));
      }
      return new Weights(byName);
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A tensor's place within the data, bytes. */
  private record Entry(String name, long[] shape, long from, long to) {}

  private static byte[] header(Weights weights) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    long at = 0;
    for (var entry : weights.byName().entrySet()) {
      long end = at + (long) entry.getValue().data().length * Float.BYTES;
      ObjectNode tensor = root.putObject(entry.getKey()).put("dtype", "F32");
      var shape = tensor.putArray("shape");
      for (long dimension : entry.getValue().shape()) {
        shape.add(dimension);
      }
      tensor.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    // spaces after the JSON align the values to eight bytes, as the format asks
    byte[] padded = java.util.Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    java.util.Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static List<Entry> entries(byte[] header, long dataBytes, Path file)
      throws DetectorException {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (JsonProcessingException e) {
      throw new DetectorException(
          file + ": no safetensors file (header: " + e.getOriginalMessage() + ")", e);
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (!root.isObject() || root.size() > MAX_TENSORS) {
      throw new DetectorException(
          file + ": the header is no object of at most " + MAX_TENSORS + " tensors");
    }
    List<Entry> entries = new ArrayList<>();
    for (var field : root.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        entries.add(entry(field.getKey(), field.getValue(), dataBytes, file));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::from));
    long at = 0;
    for (Entry entry : entries) {
      if (entry.from != at) {
        throw new DetectorException(
            file + ": tensor '" + entry.name + "' overlaps another or leaves a hole");
      }
      at = entry.to;
    }
    if (at != dataBytes) {
      throw new DetectorException(
          file + ": the tensors end at " + at + " of " + dataBytes + " bytes");
    }
    return entries;
  }

  private static Entry entry(String name, JsonNode node, long dataBytes, Path file)
      throws DetectorException {
    String where = file + ": tensor '" + name + "' ";
    if (!node.path("dtype").asText().equals("F32")) {
      throw new DetectorException(where + "is " + node.path("dtype") + "; only F32 is read");
    }
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shape.isArray() || shape.size() > MAX_RANK || offsets.size() != 2) {
      throw new DetectorException(where + "has no shape (at most 8 long) or data_offsets");
    }
    long count = 1;
    long[] dimensions = new long[shape.size()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = shape.get(i).asLong(-1);
      if (dimensions[i] < 0 || dimensions[i] > MAX_BYTES) {
        throw new DetectorException(where + "has shape " + shape);
      }
      count = Math.min(count * dimensions[i], MAX_BYTES);
    }
    long from = offsets.get(0).asLong(-1);
    long to = offsets.get(1).asLong(-1);
    if (from < 0 || to > dataBytes || to - from != count * Float.BYTES) {
      throw new DetectorException(
          where + "with shape " + shape + " cannot be at " + offsets + " of " + dataBytes);
    }
    return new Entry(name, dimensions, from, to);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
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
