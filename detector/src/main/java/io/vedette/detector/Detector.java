package io.vedette.detector;

import java.util.List;

/** An ONNX model with its spec, ready to answer pictures. Safe for use by one thread at a time. */
public interface Detector extends AutoCloseable {

  DetectorSpec spec();

  /** SHA-256 of the ONNX file, lower-case hexadecimal. */
  String digest();

  /** What runs the graph, and why nothing better does, in a few words; empty where unknown. */
  default String runsOn() {
    return "";
  }

  /**
   * Answers left out since the model was opened because they were no boxes: corners that are no
   * numbers, infinite or in the wrong order, scores outside 0 to 1.
   */
  default long droppedAnswers() {
    return 0;
  }

  /**
   * Answers a batch; one list per picture, highest score first.
   *
   * @throws DetectorException when the graph cannot answer, with the node or shape at fault
   */
  List<List<Detection>> detect(List<Picture> pictures) throws DetectorException;

  /**
   * Answers one image. Of a decoded frame no more is converted than the input needs, where the
   * detector can.
   */
  default List<Detection> detect(FrameImage image) throws DetectorException {
    return detect(List.of(image.picture())).get(0);
  }

  @Override
  void close();
}
