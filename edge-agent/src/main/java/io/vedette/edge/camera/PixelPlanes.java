package io.vedette.edge.camera;

import io.vedette.detector.image.YuvColors;
import io.vedette.detector.image.YuvPlanes;
import io.vedette.detector.image.YuvPlanes.Plane;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Where a pixel format of 8 bits has brightness and colour differences.
 *
 * @param shiftX the differences have the width divided by {@code 1 << shiftX}, rounded up
 * @param shiftY likewise of the height
 * @param interleaved whether both differences lie in one plane, side by side
 * @param redFirst whether the red one is the first of them
 */
record PixelPlanes(int shiftX, int shiftY, boolean interleaved, boolean redFirst) {

  private static final Map<Integer, PixelPlanes> KNOWN =
      Map.ofEntries(
          Map.entry(avutil.AV_PIX_FMT_YUV420P, apart(1, 1)),
          Map.entry(avutil.AV_PIX_FMT_YUVJ420P, apart(1, 1)),
          Map.entry(avutil.AV_PIX_FMT_YUV422P, apart(1, 0)),
          Map.entry(avutil.AV_PIX_FMT_YUVJ422P, apart(1, 0)),
          Map.entry(avutil.AV_PIX_FMT_YUV444P, apart(0, 0)),
          Map.entry(avutil.AV_PIX_FMT_YUVJ444P, apart(0, 0)),
          Map.entry(avutil.AV_PIX_FMT_NV12, new PixelPlanes(1, 1, true, false)),
          Map.entry(avutil.AV_PIX_FMT_NV21, new PixelPlanes(1, 1, true, true)));

  private static PixelPlanes apart(int shiftX, int shiftY) {
    return new PixelPlanes(shiftX, shiftY, false, false);
  }

  /**
   * Of a frame; null where its pixels are of another kind, its rows lie bottom up, or it is to be
   * turned.
   */
  static @Nullable PixelPlanes of(AVFrame frame) {
    PixelPlanes layout = KNOWN.get(frame.format());
    if (layout == null || !DisplayOrientation.of(frame).equals(DisplayOrientation.UPRIGHT)) {
      return null;
    }
    for (int i = 0; i < (layout.interleaved ? 2 : 3); i++) {
      if (frame.linesize(i) <= 0) {
        return null;
      }
    }
    return layout;
  }

  /** A frame's planes, in the frame's own memory. */
  YuvPlanes planes(AVFrame frame) {
    Plane luma = plane(frame, 0, frame.width(), frame.height());
    int width = half(frame.width(), shiftX);
    int height = half(frame.height(), shiftY);
    Plane blue = plane(frame, 1, width, height);
    Plane red = interleaved ? blue : plane(frame, 2, width, height);
    YuvColors colors = FrameColors.of(frame);
    return new YuvPlanes(luma, blue, red, redFirst, colors);
  }

  private static int half(int length, int shift) {
    return (length + (1 << shift) - 1) >> shift;
  }

  private static Plane plane(AVFrame frame, int index, int width, int height) {
    int stride = frame.linesize(index);
    BytePointer data = frame.data(index);
    return new Plane(data.capacity((long) stride * height), width, height, stride);
  }
}
