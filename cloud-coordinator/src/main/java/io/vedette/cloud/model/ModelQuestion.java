package io.vedette.cloud.model;

/**
 * An uploaded ONNX file, and what the user says about it where the file does not.
 *
 * @param sha256 of the file, which is uploaded
 * @param fileName names the file in messages
 * @param labelFile a text with a class name a line; empty: not given
 * @param coco whether its classes are COCO's 80
 * @param head family; empty: not given
 * @param width of an input whose size is open, pixels; 0: not given
 * @param height of the same
 * @param layout "NCHW" or "NHWC"; empty: not given
 * @param nmsIou overlap from which boxes are one object, 0 to 1; below 0: the family's own
 * @param classAgnosticNms whether boxes of different classes suppress each other
 */
public record ModelQuestion(
    String sha256,
    String fileName,
    byte[] labelFile,
    boolean coco,
    String head,
    int width,
    int height,
    String layout,
    double nmsIou,
    boolean classAgnosticNms) {

  /** Nothing is said about the file. */
  public static ModelQuestion of(String sha256, String fileName) {
    return new ModelQuestion(sha256, fileName, new byte[0], false, "", 0, 0, "", -1, false);
  }
}
