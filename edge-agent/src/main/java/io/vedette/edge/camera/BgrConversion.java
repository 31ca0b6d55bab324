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

/**
 * Makes decoded frames into pictures as they are to be seen, whatever the codec's pixels, size and
 * orientation are. Every picture of a video, stream or device comes from here.
 */
final class BgrConversion implements AutoCloseable {

  /** Bytes; rows that begin so are converted by the widest instructions. */
  private static final int ALIGNMENT = 64;

  private final AVFrame bgr = avutil.av_frame_alloc();
  private final DeepGrey deepGrey = new DeepGrey();
  private @Nullable SwsContext scaler;

  /**
   * Converts and copies a frame's pixels, turned as it says that it is shown.
   *
   * @param millis when it was taken
   * @param memory that they are copied into
   * @throws IOException when nothing here can convert such pixels
   */
  Picture picture(AVFrame frame, double millis, FrameBufferPool memory) throws IOException {
    int width = frame.width();
    int height = frame.height();
    fit(width, height);
    if (DeepGrey.is(frame.format())) {
      deepGrey.convert(frame, millis, rows(), bgr.linesize(0));
    } else {
      scale(frame, width, height);
    }
    return shown(DisplayOrientation.of(frame), width, height, memory);
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
    swscale.sws_scale(
        scaler, frame.data(), frame.linesize(), 0, height, bgr.data(), bgr.linesize());
  }

  private void fit(int width, int height) throws IOException {
    if (bgr.width() == width && bgr.height() == height) {
      return;
    }
    avutil.av_frame_unref(bgr);
    bgr.format(avutil.AV_PIX_FMT_BGR24).width(width).height(height);
    Ffmpeg.checked(avutil.av_frame_get_buffer(bgr, ALIGNMENT));
  }

  private ByteBuffer rows() {
    return bgr.data(0).capacity((long) bgr.linesize(0) * bgr.height()).asByteBuffer();
  }

  private Picture shown(
      DisplayOrientation orientation, int width, int height, FrameBufferPool memory) {
    byte[] pixels = memory.lend(width * height * 3);
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
