package io.vedette.detector.image;

import io.vedette.detector.Picture;
import io.vedette.detector.image.header.Orientation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as cameras and programs store them: turned, with the orientation beside the pixels. */
public final class EncodedPictures {

  private EncodedPictures() {}

  /** The picture as it is stored where it is shown upright by that orientation. */
  public static Picture stored(Picture upright, Orientation orientation) {
    int width = orientation.transposes() ? upright.height() : upright.width();
    int height = orientation.transposes() ? upright.width() : upright.height();
    byte[] bgr = new byte[upright.bgr().length];
    for (int y = 0; y < upright.height(); y++) {
      for (int x = 0; x < upright.width(); x++) {
        int flippedX = orientation.flipsX() ? upright.width() - 1 - x : x;
        int flippedY = orientation.flipsY() ? upright.height() - 1 - y : y;
        int toX = orientation.transposes() ? flippedY : flippedX;
        int toY = orientation.transposes() ? flippedX : flippedY;
        int from = 3 * (y * upright.width() + x);
        System.arraycopy(upright.bgr(), from, bgr, 3 * (toY * width + toX), 3);
      }
    }
    return new Picture(width, height, bgr);
  }

  /** What OpenCV writes for a file of that ending. */
  static byte[] encode(Mat pixels, String ending, int... parameters) {
    try (BytePointer encoded = new BytePointer();
        IntPointer settings = new IntPointer(parameters)) {
      opencv_imgcodecs.imencode(ending, pixels, encoded, settings);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  static byte[] encode(Picture picture, String ending) {
    try (Mat pixels = OpenCvMats.of(picture)) {
      return encode(pixels, ending);
    }
  }

  /** An EXIF block that holds nothing but an orientation. */
  static byte[] exif(ByteOrder order, int orientation) {
    ByteBuffer block = ByteBuffer.allocate(26).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    block.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) 1);
    block.putShort((short) 274).putShort((short) 3).putInt(1);
    return block.putShort((short) orientation).array();
  }

  /** A JPEG with such a block behind its first segment. */
  public static byte[] jpeg(Picture stored, byte[] exif) {
    byte[] jpeg = Pictures.encodeJpeg(stored, 98);
    int at = 4 + ((jpeg[4] & 0xff) << 8 | jpeg[5] & 0xff);
    byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + 4 + name.length + exif.length);
    all.put(jpeg, 0, at).put((byte) 0xff).put((byte) 0xe1);
    all.putShort((short) (2 + name.length + exif.length)).put(name).put(exif);
    return all.put(jpeg, at, jpeg.length - at).array();
  }

  /** A PNG with such a block before its pixels or behind them. */
  static byte[] png(byte[] png, byte[] exif, boolean behind) {
    int at = behind ? png.length - 12 : 33;
    ByteBuffer all = ByteBuffer.allocate(png.length + 12 + exif.length);
    all.put(png, 0, at).putInt(exif.length);
    byte[] name = "eXIf".getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(exif);
    all.put(name).put(exif).putInt((int) sum.getValue());
    return all.put(png, at, png.length - at).array();
  }

  /** A WebP in its extended form: size, pixels, EXIF. */
  static byte[] webp(Picture stored, byte[] exif) {
    byte[] plain = encode(stored, ".webp");
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    extended.putInt(8); // EXIF follows
    extended.putShort((short) (stored.width() - 1)).put((byte) 0);
    extended.putShort((short) (stored.height() - 1)).put((byte) 0);
    chunk(chunks, "VP8X", extended.array());
    chunks.write(plain, 12, plain.length - 12);
    chunk(chunks, "EXIF", exif);
    ByteBuffer all = ByteBuffer.allocate(12 + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
    all.put(plain, 0, 4).putInt(4 + chunks.size()).put(plain, 8, 4);
    return all.put(chunks.toByteArray()).array();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] data) {
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    head.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(data.length);
    out.writeBytes(head.array());
    out.writeBytes(data);
    if (data.length % 2 == 1) {
      out.write(0);
    }
  }
}
