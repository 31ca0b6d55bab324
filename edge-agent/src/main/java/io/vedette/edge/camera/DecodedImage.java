package io.vedette.edge.camera;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.image.PlanarImage;
import io.vedette.detector.image.YuvPlanes;
import io.vedette.detector.image.YuvPlanes.Plane;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a decoded frame, upright and in planes, in the codec's own memory. One that is
 * never released is freed when nobody knows it any longer.
 */
final class DecodedImage implements PlanarImage {

  private static final Cleaner CLEANER = Cleaner.create();
  private static final int SMALL_SIDE = 360;

  private final KeptFrames home;
  private final PixelPlanes layout;
  private final Memory memory;
  private final Cleaner.Cleanable freed;
  private final int width;
  private final int height;
  private @Nullable Picture full;
  private @Nullable Picture small;

  /** What is freed, once. It does not know the image. */
  private record Memory(AtomicInteger inUse, AVFrame frame, AtomicBoolean isFree)
      implements Runnable {
    @Override
    public void run() {
      if (!isFree.getAndSet(true)) {
        avutil.av_frame_free(frame);
        inUse.decrementAndGet();
      }
    }
  }

  /**
   * @param frame owned from now on
   * @param inUse counted down when it is freed
   */
  DecodedImage(KeptFrames home, AVFrame frame, PixelPlanes layout, AtomicInteger inUse) {
    this.home = home;
    this.layout = layout;
    this.width = frame.width();
    this.height = frame.height();
    this.memory = new Memory(inUse, frame, new AtomicBoolean());
    this.freed = CLEANER.register(this, memory);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public synchronized Picture picture() {
    Picture made = full;
    if (made == null) {
      try {
        made = home.picture(frame());
      } catch (IOException e) {
        throw new IllegalStateException("a frame cannot be converted: " + e.getMessage(), e);
      }
      full = made;
    }
    return made;
  }

  @Override
  public synchronized Picture small() {
    double scale = (double) SMALL_SIDE / Math.min(width, height);
    if (scale >= 1) {
      return picture();
    }
    Picture made = small;
    if (made == null) {
      made =
          home.scaled(
              layout.planes(frame()),
              (int) Math.round(width * scale),
              (int) Math.round(height * scale));
      small = made;
    }
    return made;
  }

  @Override
  public synchronized Picture part(int x, int y, int partWidth, int partHeight) {
    FrameImage.checkPart(this, x, y, partWidth, partHeight);
    if (full != null) {
      return full.part(x, y, partWidth, partHeight);
    }
    try {
      return home.part(frame(), x, y, partWidth, partHeight);
    } catch (IOException e) {
      throw new IllegalStateException("a frame cannot be converted: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void read(Consumer<YuvPlanes> reader) {
    reader.accept(layout.planes(frame()));
  }

  /** Gives every {@code step}-th row of each plane to a reader. */
  synchronized void rows(int step, Consumer<ByteBuffer> reader) {
    YuvPlanes planes = layout.planes(frame());
    rows(planes.luma(), planes.luma().width(), step, reader);
    int bytes = planes.blue().width() * (layout.interleaved() ? 2 : 1);
    rows(planes.blue(), bytes, step, reader);
    if (!layout.interleaved()) {
      rows(planes.red(), bytes, step, reader);
    }
  }

  private static void rows(Plane plane, int bytes, int step, Consumer<ByteBuffer> reader) {
    ByteBuffer all = plane.data().asByteBuffer();
    for (int y = 0; y < plane.height(); y += step) {
      int from = Math.toIntExact(y * plane.stride());
      reader.accept(all.slice(from, bytes));
    }
  }

  @Override
  public synchronized FrameImage keepPart(int x, int y, int partWidth, int partHeight) {
    FrameImage.checkPart(this, x, y, partWidth, partHeight);
    try {
      FrameImage part = home.keepPart(frame(), x, y, partWidth, partHeight);
      return part == null ? part(x, y, partWidth, partHeight) : part;
    } catch (IOException e) {
      throw new IllegalStateException("a frame cannot be kept: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized FrameImage keep() {
    try {
      DecodedImage kept = home.keep(frame(), false);
      return kept == null ? part(0, 0, width, height) : kept;
    } catch (IOException e) {
      throw new IllegalStateException("a frame cannot be kept: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void release() {
    if (full != null && !memory.isFree().get()) {
      home.buffers().giveBack(full);
      full = null;
    }
    freed.clean();
  }

  private AVFrame frame() {
    if (memory.isFree().get()) {
      throw new IllegalStateException("the frame has been given back");
    }
    return memory.frame();
  }
}
