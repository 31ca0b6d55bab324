package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.header.PictureHeader;
import io.vedette.detector.image.header.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures from and to files: JPEG, PNG, BMP, WebP, TIFF and GIF in, JPEG and PNG out. */
public final class Pictures {

  private static final int FILE_JPEG_QUALITY = 92;

  private Pictures() {}

  /**
   * The size of the decoded picture as the header states it, before anything is decoded.
   *
   * @throws DetectorException when it is no picture, or one that is too large or cut off
   */
  public static PictureSize size(byte[] encoded, String where) throws DetectorException {
    return PictureHeader.read(encoded, where).displayed();
  }

  /**
   * Decodes a picture upright: its orientation tag is applied. Of more than 8 bits it is scaled by
   * {@link DepthScaling}; of an animation the first picture is taken.
   *
   * @param where names it in errors
   * @throws DetectorException when it is too large, cut off, or no picture
   */
  public static Picture decode(byte[] encoded, String where) throws DetectorException {
    return PictureDecoder.decode(encoded, where);
  }

  /**
   * Reads a picture file.
   *
   * @throws DetectorException when the file cannot be read or {@link #decode} refuses it
   */
  public static Picture read(Path file) throws DetectorException {
    PictureHeader.read(file);
    try {
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
    try (Mat source = OpenCvMats.of(picture);
        Mat target = OpenCvMats.resized(source, width, height)) {
      return OpenCvMats.toPicture(target);
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
    try (Mat source = OpenCvMats.of(picture);
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
}
