package io.vedette.edge.camera;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.image.PlaneFitting;
import io.vedette.detector.image.YuvPlanes;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A camera's decoded frames that are still in use, at most {@value #MAX}, and what converts them.
 * Where more are in use, new frames are converted to pictures at once.
 */
final class KeptFrames {

  /**
   * Those that are read, waiting, answered and shown, and the recent ones that a new student is
   * tested with, twice.
   */
  static final int MAX = 20;

  /** Parts in use, as best pictures of objects in view. */
  static final int MAX_PARTS = 64;

  private final FrameBufferPool buffers = new FrameBufferPool();
  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicInteger partsInUse = new AtomicInteger();
  private @Nullable BgrConversion conversion;
  private @Nullable PlaneFitting fitting;

  /** Arrays for pictures. */
  FrameBufferPool buffers() {
    return buffers;
  }

  /** How many parts are in use. */
  int partsInUse() {
    return partsInUse.get();
  }

  /** How many are in use. */
  int inUse() {
    return inUse.get();
  }

  /**
   * Another reference to a decoded frame; null where it has no planes to look at, or too many are
   * in use.
   *
   * @param copied whether its pixels are copied first, since the decoder needs their memory again
   * @throws IOException when it cannot be copied
   */
  @Nullable DecodedImage keep(AVFrame decoded, boolean copied) throws IOException {
    PixelPlanes layout = PixelPlanes.of(decoded);
    if (layout == null || inUse.get() >= MAX) {
      return null;
    }
    AVFrame own = copied ? copy(decoded) : avutil.av_frame_clone(decoded);
    if (own == null) {
      throw new IOException("no memory for a frame");
    }
    inUse.incrementAndGet();
    return new DecodedImage(this, own, layout, inUse);
  }

  private static AVFrame copy(AVFrame decoded) throws IOException {
    AVFrame copy = avutil.av_frame_alloc();
    try {
      copy.format(decoded.format()).width(decoded.width()).height(decoded.height());
      Ffmpeg.checked(avutil.av_frame_get_buffer(copy, 0));
      Ffmpeg.checked(avutil.av_frame_copy(copy, decoded));
      Ffmpeg.checked(avutil.av_frame_copy_props(copy, decoded));
      return copy;
    } catch (IOException e) {
      avutil.av_frame_free(copy);
      throw e;
    }
  }

  /** An image is not needed any longer. */
  void giveBack(FrameImage image) {
    if (image instanceof Picture picture) {
      buffers.giveBack(picture);
    } else {
      image.release();
    }
  }

  /**
   * A copy of a rectangle of a decoded frame, not yet converted; null where too many are in use.
   *
   * @throws IOException when it cannot be copied
   */
  @Nullable FrameImage keepPart(AVFrame frame, int x, int y, int width, int height)
      throws IOException {
    PixelPlanes layout = PixelPlanes.of(frame);
    if (layout == null || partsInUse.get() >= MAX_PARTS) {
      return null;
    }
    // Colours may be shared by two pixels and two rows: they are cut between them.
    int left = x & ~1;
    int top = y & ~1;
    int right = Math.min(frame.width(), (x + width + 1) & ~1);
    int bottom = Math.min(frame.height(), (y + height + 1) & ~1);
    AVFrame cut = BgrConversion.cropped(frame, left, top, right, bottom);
    try {
      AVFrame own = copy(cut);
      partsInUse.incrementAndGet();
      DecodedImage whole = new DecodedImage(this, own, layout, partsInUse);
      return new DecodedPart(whole, x - left, y - top, width, height);
    } finally {
      avutil.av_frame_free(cut);
    }
  }

  synchronized Picture picture(AVFrame frame) throws IOException {
    return conversion().picture(frame, 0, buffers);
  }

  synchronized Picture part(AVFrame frame, int x, int y, int width, int height) throws IOException {
    return conversion().part(frame, x, y, width, height);
  }

  /** Made for the first frame: a camera that decodes nothing does without FFmpeg. */
  private BgrConversion conversion() {
    BgrConversion known = conversion;
    if (known == null) {
      known = new BgrConversion();
      conversion = known;
    }
    return known;
  }

  synchronized Picture scaled(YuvPlanes planes, int width, int height) {
    PlaneFitting present = fitting;
    if (present == null || present.width() != width || present.height() != height) {
      if (present != null) {
        present.close();
      }
      present = new PlaneFitting(width, height);
      fitting = present;
    }
    return present.picture(planes);
  }
}
