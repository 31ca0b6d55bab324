package io.vedette.federated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The JSON at the head of a {@link WeightsFile}: which tensor lies where. */
final class SafetensorsHeader {

  private static final int MAX_TENSORS = 100_000;
  private static final int MAX_RANK = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsHeader() {}

  /** A tensor's place within the data, bytes. */
  record Entry(String name, long[] shape, long from, long to) {}

  static byte[] write(Weights weights) throws IOException {
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
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * Every tensor's place, in the order of their bytes.
   *
   * @param dataBytes how many bytes follow the header
   * @param file what errors call it
   * @throws DetectorException when the header is damaged or does not fill the data exactly
   */
  static List<Entry> read(byte[] header, long dataBytes, String file) throws DetectorException {
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

  private static Entry entry(String name, JsonNode node, long dataBytes, String file)
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
      if (dimensions[i] < 0 || dimensions[i] > WeightsFile.MAX_BYTES) {
        throw new DetectorException(where + "has shape " + shape);
      }
      count = Math.min(count * dimensions[i], WeightsFile.MAX_BYTES);
    }
    long from = offsets.get(0).asLong(-1);
    long to = offsets.get(1).asLong(-1);
    if (from < 0 || to > dataBytes || to - from != count * Float.BYTES) {
      throw new DetectorException(
          where + "with shape " + shape + " cannot be at " + offsets + " of " + dataBytes);
    }
    return new Entry(name, dimensions, from, to);
  }
}
