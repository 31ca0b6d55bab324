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

/** Makes decoded frames into pictures, whatever the codec's pixels and size are. */
final class BgrConversion implements AutoCloseable {

  /** Bytes; rows that begin so are converted by the widest instructions. */
  private static final int ALIGNMENT = 64;

  private final AVFrame bgr = avutil.av_frame_alloc();
  private @Nullable SwsContext scaler;

  /**
   * Converts and copies a frame's pixels.
   *
   * @param memory that they are copied into
   * @throws IOException when nothing here can convert such pixels
   */
  Picture picture(AVFrame frame, PictureMemory memory) throws IOException {
    int width = frame.width();
    int height = frame.height();
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
    fit(width, height);
    swscale.sws_scale(
        scaler, frame.data(), frame.linesize(), 0, height, bgr.data(), bgr.linesize());
    return copied(width, height, memory);
  }

  private void fit(int width, int height) throws IOException {
    if (bgr.width() == width && bgr.height() == height) {
      return;
    }
    avutil.av_frame_unref(bgr);
    bgr.format(avutil.AV_PIX_FMT_BGR24).width(width).height(height);
    Ffmpeg.checked(avutil.av_frame_get_buffer(bgr, ALIGNMENT));
  }

  private Picture copied(int width, int height, PictureMemory memory) {
    int stride = bgr.linesize(0);
    ByteBuffer rows = bgr.data(0).capacity((long) stride * height).asByteBuffer();
    byte[] pixels = memory.lend(width * height * 3);
    for (int y = 0; y < height; y++) {
      rows.position(y * stride);
      rows.get(pixels, y * width * 3, width * 3);
    }
    return new Picture(width, height, pixels);
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    avutil.av_frame_free(bgr);
  }
}
