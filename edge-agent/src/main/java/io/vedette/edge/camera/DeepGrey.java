package io.vedette.edge.camera;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Converts grey of more than 8 bits, as thermal and scientific cameras send it ({@code gray10le},
 * {@code gray16be}). Its values use a small part of 16 bits, so a {@link GreyRange} stretches them.
 * Used by one thread.
 */
final class DeepGrey {

  private static final int VALUES = 1 << 16;

  private final GreyRange range = new GreyRange();
  private final int[] counts = new int[VALUES];
  private short[] values = {};

  /** Whether a pixel format is of this kind. */
  static boolean is(int format) {
    AVPixFmtDescriptor pixels = avutil.av_pix_fmt_desc_get(format);
    if (pixels == null || pixels.nb_components() > 2) {
      return false;
    }
    int depth = pixels.comp(0).depth();
    return depth > 8 && depth <= 16 && (pixels.flags() & avutil.AV_PIX_FMT_FLAG_FLOAT) == 0;
  }

  /**
   * Converts a frame.
   *
   * @param millis when it was taken
   * @param bgr gets it: blue, green, red, a byte each
   * @param stride bytes from one of its rows to the next
   */
  void convert(AVFrame frame, double millis, ByteBuffer bgr, int stride) {
    int width = frame.width();
    int height = frame.height();
    read(frame, width, height);
    java.util.Arrays.fill(counts, 0);
    int pixels = width * height;
    for (int i = 0; i < pixels; i++) {
      counts[values[i] & 0xffff]++;
    }
    range.take(counts, millis);
    byte[] shades = range.shades(VALUES);
    byte[] row = new byte[width * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        byte shade = shades[values[y * width + x] & 0xffff];
        row[3 * x] = shade;
        row[3 * x + 1] = shade;
        row[3 * x + 2] = shade;
      }
      bgr.position(y * stride);
      bgr.put(row);
    }
  }

  private void read(AVFrame frame, int width, int height) {
    AVPixFmtDescriptor pixels = avutil.av_pix_fmt_desc_get(frame.format());
    AVComponentDescriptor grey = pixels.comp(0);
    boolean bigEndian = (pixels.flags() & avutil.AV_PIX_FMT_FLAG_BE) != 0;
    int stride = frame.linesize(0);
    ByteBuffer bytes = frame.data(0).capacity((long) stride * height).asByteBuffer();
    bytes.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (values.length != width * height) {
      values = new short[width * height];
    }
    for (int y = 0; y < height; y++) {
      int at = y * stride + grey.offset();
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (short) ((bytes.getShort(at) & 0xffff) >> grey.shift());
        at += grey.step();
      }
    }
  }
}
