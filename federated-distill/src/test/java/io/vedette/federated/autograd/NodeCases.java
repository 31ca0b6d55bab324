package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** ONNX's own node tests, read from their tar.gz. */
final class NodeCases {

  /** A model of (nearly always) one node, and what goes in and comes out. */
  record Case(String name, ModelProto model, List<TensorProto> inputs, List<TensorProto> outputs) {
    List<String> operators() {
      return model.getGraph().getNodeList().stream().map(n -> n.getOpType()).distinct().toList();
    }
  }

  private static final Pattern FILE =
      Pattern.compile(".*/node/(test_[^/]+)/(model.onnx|test_data_set_0/(input|output)_(\\d+).pb)");
  private static final int BLOCK = 512;

  private NodeCases() {}

  static List<Case> read(Path archive) throws IOException {
    Map<String, byte[]> models = new TreeMap<>();
    Map<String, Map<Integer, TensorProto>> inputs = new TreeMap<>();
    Map<String, Map<Integer, TensorProto>> outputs = new TreeMap<>();
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      String longName = null;
      for (byte[] header = block(in); header[0] != 0; header = block(in)) {
        byte[] body = body(in, header);
        if (header[156] == 'L') {
          longName = text(body, 0, body.length);
          continue;
        }
        String prefix = text(header, 345, 155);
        String shortName = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
        Matcher file = FILE.matcher(longName == null ? shortName : longName);
        longName = null;
        if (!file.matches()) {
          continue;
        }
        String name = file.group(1);
        if (file.group(3) == null) {
          models.put(name, body);
        } else {
          (file.group(3).equals("input") ? inputs : outputs)
              .computeIfAbsent(name, n -> new TreeMap<>())
              .put(Integer.valueOf(file.group(4)), tensor(body));
        }
      }
    }
    List<Case> cases = new ArrayList<>();
    for (var model : models.entrySet()) {
      String name = model.getKey();
      cases.add(
          new Case(
              name,
              ModelProto.parseFrom(model.getValue()),
              List.copyOf(inputs.getOrDefault(name, Map.of()).values()),
              List.copyOf(outputs.getOrDefault(name, Map.of()).values())));
    }
    return cases;
  }

  /** Sequences and optionals do not parse as tensors: they stay without a type. */
  private static TensorProto tensor(byte[] body) {
    try {
      return TensorProto.parseFrom(body);
    } catch (IOException e) {
      return TensorProto.getDefaultInstance();
    }
  }

  private static byte[] block(InputStream in) throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new EOFException();
    }
    return block;
  }

  private static byte[] body(InputStream in, byte[] header) throws IOException {
    int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
    byte[] body = in.readNBytes(size);
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return body;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
