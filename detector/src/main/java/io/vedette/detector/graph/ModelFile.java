package io.vedette.detector.graph;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ONNX model in one piece, whether it was in one file or in several.
 *
 * @param bytes what is run, stored, hashed and signed: the file as it is, or, where its weights lay
 *     beside it, the model with the weights inside
 * @param graph the same, parsed
 */
public record ModelFile(byte[] bytes, Graph graph) {

  /**
   * Reads a model that a user names. Weights beside it are taken in.
   *
   * @throws DetectorException when the file is missing, too large or no ONNX model, or when weights
   *     are missing or outside the model's folder
   */
  public static ModelFile read(Path file) throws DetectorException {
    byte[] bytes = bytes(file);
    if (!isInPieces(bytes)) {
      return new ModelFile(bytes, Graph.parse(bytes, file.toString()));
    }
    Graph pieces = Graph.built(bytes, file.toString());
    Graph whole = Graph.of(ExternalWeights.packed(pieces.model(), file));
    return new ModelFile(whole.toBytes(), whole);
  }

  /**
   * The bytes of an artifact of the registry, whose digest covers one file and nothing beside it.
   *
   * @throws DetectorException when the file is missing or too large, or when its weights lie in
   *     other files
   */
  public static byte[] artifact(Path file) throws DetectorException {
    byte[] bytes = bytes(file);
    checkWhole(bytes, file.toString());
    return bytes;
  }

  private static byte[] bytes(Path file) throws DetectorException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new DetectorException(file + ": no such file; give an .onnx file");
      }
      long size = Files.size(file);
      if (size > Graph.MAX_BYTES) {
        throw new DetectorException(
            file
                + ": "
                + size
                + " bytes is more than the "
                + Graph.MAX_BYTES
                + " a model may have");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses a model given as bytes that leaves weights to other files: whoever runs it would look
   * for them where the process happens to stand.
   *
   * @param where names the bytes in errors
   */
  public static void checkWhole(byte[] model, String where) throws DetectorException {
    if (isInPieces(model)) {
      throw new DetectorException(
          where
              + ": its weights lie in other files, and only this one is here; import the .onnx file"
              + " with its weights beside it, or save the model as one file");
    }
  }

  /** What is no protobuf message is left to the parser, which says so. */
  private static boolean isInPieces(byte[] model) {
    try {
      return ExternalDataScan.finds(model);
    } catch (IOException e) {
      return false;
    }
  }
}
