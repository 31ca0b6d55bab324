package io.vedette.detector.image;

import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

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
   * Fits a picture in: resized, padded, in colour order, scaled, in the graph's layout.
   *
   * @param index which picture of the batch it is, from 0
   * @return where the picture lies in the input
   */
  public Letterbox put(int index, Picture picture) {
    Place place = place(index, picture);
    place.spot.draw(place.fitting.fit(picture, rows));
    return place.letterbox;
  }

  /** Where a picture of this size goes; made anew only when another size comes. */
  private Place place(int index, Picture picture) {
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
    private final Fitting fitting;
    private final TensorCanvas.Spot spot;

    Place(int index, Picture picture) {
      pictureWidth = picture.width();
      pictureHeight = picture.height();
      letterbox = Letterbox.of(pictureWidth, pictureHeight, input);
      fitting = new Fitting(pictureWidth, pictureHeight, letterbox.width(), letterbox.height());
      spot = canvas.spot(index, letterbox);
    }

    boolean isFor(Picture picture) {
      return picture.width() == pictureWidth && picture.height() == pictureHeight;
    }

    @Override
    public void close() {
      fitting.close();
      spot.close();
    }
  }
}
