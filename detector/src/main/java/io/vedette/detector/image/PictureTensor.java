package io.vedette.detector.image;

import io.vedette.detector.FrameImage;
import io.vedette.detector.InputSpec;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * A detector's input tensor, {@link InputSpec#shape}, in native memory, into which pictures are
 * written as the graph takes them. Pictures of one size after another take no new memory. For one
 * thread.
 */
public final class PictureTensor implements AutoCloseable {

  static {
    OpenCv.ready();
  }

  private final InputSpec input;
  private final TensorCanvas canvas;
  private final Place[] places;

  /** Rows of a picture on their way out of Java's memory. */
  private final Mat rows = new Mat();

  /**
   * @param type the numbers that the graph takes
   * @param batch so many pictures have a place
   */
  public PictureTensor(InputSpec input, PixelType type, int batch) {
    this.input = input;
    this.canvas =
        switch (input.layout()) {
          case NCHW -> new PlaneCanvas(input, type, batch);
          case NHWC -> new PixelCanvas(input, type, batch);
        };
    this.places = new Place[batch];
  }

  /** The tensor's own memory, row-major; not to be used after {@link #close}. */
  public ByteBuffer bytes() {
    return canvas.bytes();
  }

  /**
   * Fits an image in: resized, padded, in colour order, scaled, in the graph's layout. A decoded
   * frame is resized before its colours are computed.
   *
   * @param index which picture of the batch it is, from 0
   * @return where the picture lies in the input
   */
  public Letterbox put(int index, FrameImage image) {
    Place place = place(index, image);
    if (image instanceof PlanarImage planar) {
      PlaneFitting fitting = place.planes();
      planar.read(fitting::fit);
      place.spot.draw(fitting);
    } else {
      place.spot.draw(place.pixels().fit(image.picture(), rows));
    }
    return place.letterbox;
  }

  /** Where a picture of this size goes; made anew only when another size comes. */
  private Place place(int index, FrameImage picture) {
    Place place = places[index];
    if (place == null || !place.isFor(picture)) {
      if (place != null) {
        place.close();
      }
      place = new Place(index, picture);
      places[index] = place;
    }
    return place;
  }

  @Override
  public void close() {
    for (Place place : places) {
      if (place != null) {
        place.close();
      }
    }
    rows.close();
    canvas.close();
  }

  /** Where pictures of one size go, for one index of the batch. */
  private final class Place implements AutoCloseable {
    private final int pictureWidth;
    private final int pictureHeight;
    private final Letterbox letterbox;
    private final TensorCanvas.Spot spot;
    private @Nullable Fitting pixels;
    private @Nullable PlaneFitting planes;

    Place(int index, FrameImage picture) {
      pictureWidth = picture.width();
      pictureHeight = picture.height();
      letterbox = Letterbox.of(pictureWidth, pictureHeight, input);
      spot = canvas.spot(index, letterbox);
    }

    boolean isFor(FrameImage picture) {
      return picture.width() == pictureWidth && picture.height() == pictureHeight;
    }

    /** For pictures; of one source all images are alike, so that mostly one of the two is made. */
    Fitting pixels() {
      Fitting made = pixels;
      if (made == null) {
        made = new Fitting(pictureWidth, pictureHeight, letterbox.width(), letterbox.height());
        pixels = made;
      }
      return made;
    }

    /** For decoded frames. */
    PlaneFitting planes() {
      PlaneFitting made = planes;
      if (made == null) {
        made = new PlaneFitting(letterbox.width(), letterbox.height());
        planes = made;
      }
      return made;
    }

    @Override
    public void close() {
      if (pixels != null) {
        pixels.close();
      }
      if (planes != null) {
        planes.close();
      }
      spot.close();
    }
  }
}
