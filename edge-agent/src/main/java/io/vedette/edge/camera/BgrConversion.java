package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Converts decoded frames to upright BGR pictures, whatever the codec's pixels and orientation. */
final class BgrConversion implements AutoCloseable {

  /** Alignment of rows in bytes, for the widest vector instructions. */
  private static final int ALIGNMENT = 64;

  /** Sides of parts, pixels: a multiple of what any format's colours have in common. */
  private static final int STEP = 64;

  private final AVFrame bgr = avutil.av_frame_alloc();
  private final DeepGrey deepGrey = new DeepGrey();
  private @Nullable SwsContext scaler;

  /**
   * Converts and copies a frame's pixels, turned upright.
   *
   * @param millis when it was taken
   * @param buffers for the pixels
   * @throws IOException when the pixel format cannot be converted
   */
  Picture picture(AVFrame frame, double millis, FrameBufferPool buffers) throws IOException {
    int width = frame.width();
    int height = frame.height();
    fit(width, height);
    if (DeepGrey.is(frame.format())) {
      deepGrey.convert(frame, millis, rows(), bgr.linesize(0));
    } else {
      scale(frame, width, height);
    }
    return shown(DisplayOrientation.of(frame), width, height, buffers);
  }

  /**
   * Converts a rectangle of an upright frame, into memory of its own.
   *
   * @throws IOException when the pixel format cannot be converted
   */
  Picture part(AVFrame frame, int x, int y, int width, int height) throws IOException {
    // Sides in steps, so that the scaler of one part serves many others.
    int left = x / STEP * STEP;
    int top = y / STEP * STEP;
    int right = Math.min(frame.width(), (x + width + STEP - 1) / STEP * STEP);
    int bottom = Math.min(frame.height(), (y + height + STEP - 1) / STEP * STEP);
    fit(frame.width(), frame.height());
    AVFrame cut = cropped(frame, left, top, right, bottom);
    try {
      scale(cut, right - left, bottom - top);
    } finally {
      avutil.av_frame_free(cut);
    }
    byte[] pixels = new byte[3 * width * height];
    ByteBuffer rows = rows();
    for (int row = 0; row < height; row++) {
      rows.position((y - top + row) * bgr.linesize(0) + 3 * (x - left));
      rows.get(pixels, 3 * row * width, 3 * width);
    }
    return new Picture(width, height, pixels);
  }

  /** Another reference to a frame, to a rectangle of it, the caller's to free. */
  static AVFrame cropped(AVFrame frame, int left, int top, int right, int bottom)
      throws IOException {
    AVFrame cut = avutil.av_frame_clone(frame);
    if (cut == null) {
      throw new IOException("no memory for a frame");
    }
    cut.crop_left(left).crop_top(top);
    cut.crop_right(frame.width() - right).crop_bottom(frame.height() - bottom);
    try {
      Ffmpeg.checked(avutil.av_frame_apply_cropping(cut, avutil.AV_FRAME_CROP_UNALIGNED));
      return cut;
    } catch (IOException e) {
      avutil.av_frame_free(cut);
      throw e;
    }
  }

  private void scale(AVFrame frame, int width, int height) throws IOException {
    scaler =
        swscale.sws_getCachedContext(
            scaler,
            width,
            height,
            frame.format(),
            width,
            height,
            avutil.AV_PIX_FMT_BGR24,
            swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new IOException("its pixels cannot be converted, format " + frame.format());
    }
    FrameColors.tell(scaler, frame);
    swscale.sws_scale(
        scaler, frame.data(), frame.linesize(), 0, height, bgr.data(), bgr.linesize());
  }

  /** Parts of many sizes follow each other: memory grows, and does not shrink again. */
  private void fit(int wanted, int high) throws IOException {
    if (bgr.width() >= wanted && bgr.height() >= high) {
      return;
    }
    int width = Math.max(wanted, bgr.width());
    int height = Math.max(high, bgr.height());
    avutil.av_frame_unref(bgr);
    bgr.format(avutil.AV_PIX_FMT_BGR24).width(width).height(height);
    Ffmpeg.checked(avutil.av_frame_get_buffer(bgr, ALIGNMENT));
  }

  private ByteBuffer rows() {
    return bgr.data(0).capacity((long) bgr.linesize(0) * bgr.height()).asByteBuffer();
  }

  private Picture shown(
      DisplayOrientation orientation, int width, int height, FrameBufferPool buffers) {
    byte[] pixels = buffers.lend(width * height * 3);
    orientation.copy(rows(), bgr.linesize(0), width, height, pixels);
    return orientation.isSideways()
        ? new Picture(height, width, pixels)
        : new Picture(width, height, pixels);
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    avutil.av_frame_free(bgr);
  }
}
