package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures from and to files: JPEG, PNG, BMP and WebP in, JPEG and PNG out. */
public final class Pictures {

  /** Encoded pictures with more bytes are refused. */
  public static final long MAX_ENCODED_BYTES = 64L << 20;

  private static final int FILE_JPEG_QUALITY = 92;

  private Pictures() {}

  /** Width and height of an encoded picture in pixels. */
  public record Size(int width, int height) {}

  /**
   * The size that the header tells, before anything is decoded.
   *
   * @throws DetectorException when it is no picture, or one that {@link #decode} would refuse
   */
  public static Size size(byte[] encoded, String where) throws DetectorException {
    PictureHeader header = PictureHeader.read(encoded, where);
    return new Size(header.width(), header.height());
  }

  /**
   * The size that the header tells, of a picture of which only the start has been read.
   *
   * @throws DetectorException when it is no picture, too large, or its header is longer
   */
  public static Size sizeFromStart(byte[] start, String where) throws DetectorException {
    PictureHeader header = PictureHeader.readStart(start, where);
    return new Size(header.width(), header.height());
  }

  /**
   * Decodes a picture; a camera's orientation tag is applied. {@code where} names it in errors.
   *
   * @throws DetectorException when it is too large, cut off, or no picture
   */
  public static Picture decode(byte[] encoded, String where) throws DetectorException {
    if (encoded.length > MAX_ENCODED_BYTES) {
      throw tooLong(where, encoded.length);
    }
    PictureHeader.read(encoded, where);
    try (Mat buffer = Mats.of(encoded);
        Mat decoded = imdecode(buffer, IMREAD_COLOR)) {
      if (decoded == null || decoded.empty()) {
        throw new DetectorException(where + ": the picture is damaged; send it again");
      }
      return Mats.toPicture(decoded);
    } catch (RuntimeException e) {
      throw new DetectorException(where + ": the picture is damaged; send it again", e);
    }
  }

  /**
   * Reads a picture file.
   *
   * @throws DetectorException when the file cannot be read or {@link #decode} refuses it
   */
  public static Picture read(Path file) throws DetectorException {
    try {
      long size = Files.size(file);
      if (size > MAX_ENCODED_BYTES) {
        throw tooLong(file.toString(), size);
      }
      return decode(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e, e);
    }
  }

  /** JPEG bytes; quality 1 to 100. */
  public static byte[] encodeJpeg(Picture picture, int quality) {
    return encode(picture, ".jpg", IMWRITE_JPEG_QUALITY, quality);
  }

  /** PNG bytes: no loss. */
  public static byte[] encodePng(Picture picture) {
    return encode(picture, ".png");
  }

  /** Writes PNG where the file's name ends in it, else JPEG. */
  public static void write(Path file, Picture picture) throws IOException {
    boolean png = file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    Files.write(file, png ? encodePng(picture) : encodeJpeg(picture, FILE_JPEG_QUALITY));
  }

  /** The picture at another size, bilinear. */
  public static Picture resize(Picture picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    try (Mat source = Mats.of(picture);
        Mat target = Mats.resized(source, width, height)) {
      return Mats.toPicture(target);
    }
  }

  /** The same picture in memory of its own. */
  public static Picture copy(Picture picture) {
    return new Picture(picture.width(), picture.height(), picture.bgr().clone());
  }

  /** A part of the picture, copied. */
  public static Picture crop(Picture picture, Tiling.Tile part) {
    byte[] bgr = new byte[3 * part.width() * part.height()];
    for (int y = 0; y < part.height(); y++) {
      int from = 3 * ((part.y() + y) * picture.width() + part.x());
      System.arraycopy(picture.bgr(), from, bgr, 3 * y * part.width(), 3 * part.width());
    }
    return new Picture(part.width(), part.height(), bgr);
  }

  private static byte[] encode(Picture picture, String extension, int... parameters) {
    try (Mat source = Mats.of(picture);
        BytePointer encoded = new BytePointer();
        IntPointer settings = new IntPointer(parameters)) {
      if (!imencode(extension, source, encoded, settings)) {
        throw new IllegalStateException("OpenCV cannot write " + extension);
      }
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  private static DetectorException tooLong(String where, long bytes) {
    return new DetectorException(
        where
            + ": an encoded picture of "
            + bytes
            + " bytes; at most "
            + MAX_ENCODED_BYTES
            + " are taken: make it smaller");
  }
}
