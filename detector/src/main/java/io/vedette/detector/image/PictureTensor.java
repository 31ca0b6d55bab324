package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A detector's input {@code [batch, 3, height, width]} in native memory, into which pictures are
 * written. Pictures of one size after another take no new memory. For one thread.
 */
public final class PictureTensor implements AutoCloseable {

  private final InputSpec input;

  /** All planes below one another: {@code [batch * 3 * height, width]}. */
  private final Mat planes;

  private final FloatBuffer values;
  private final Place[] places;
  private final Mat source = new Mat();
  private final Mat fitted = new Mat();
  private final MatVector split = new MatVector(3);

  /** Blue, green and red of the fitted picture: windows on {@link #split}. */
  private final Mat[] channels = {split.get(0), split.get(1), split.get(2)};

  /**
   * @param batch so many pictures have a place
   */
  public PictureTensor(InputSpec input, int batch) {
    this.input = input;
    this.planes = Mats.sized(batch * 3 * input.height(), input.width(), CV_32F);
    this.values = planes.createBuffer();
    this.places = new Place[batch];
  }

  /** The tensor's own memory, row-major; not to be used after {@link #close}. */
  public FloatBuffer values() {
    return values.duplicate();
  }

  /**
   * Fits a picture in: resized, padded, in colour order, scaled, as planes.
   *
   * @param index which picture of the batch it is, from 0
   * @return where the picture lies in the input
   */
  public Letterbox put(int index, Picture picture) {
    Place place = place(index, picture);
    fit(picture, place);
    opencv_core.split(fitted, split);
    for (int c = 0; c < 3; c++) {
      Mat channel = channels[input.colorOrder() == InputSpec.ColorOrder.BGR ? c : 2 - c];
      float std = input.std().get(c);
      channel.convertTo(place.planes[c], CV_32F, input.scale() / std, -input.mean().get(c) / std);
    }
    return place.letterbox;
  }

  private void fit(Picture picture, Place place) {
    Letterbox letterbox = place.letterbox;
    if (picture.width() == letterbox.width() && picture.height() == letterbox.height()) {
      fitted.create(picture.height(), picture.width(), CV_8UC3);
      Mats.put(picture, fitted);
      return;
    }
    source.create(picture.height(), picture.width(), CV_8UC3);
    Mats.putRowsFor(letterbox.height(), picture, source);
    opencv_imgproc.resize(source, fitted, place.size, 0, 0, opencv_imgproc.INTER_LINEAR);
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
    source.close();
    fitted.close();
    split.close();
    planes.close();
  }

  /** Three windows of the tensor, for one picture of the batch; the borders around are filled. */
  private final class Place implements AutoCloseable {
    private final int pictureWidth;
    private final int pictureHeight;
    private final Letterbox letterbox;
    private final Size size;
    private final Mat[] planes = new Mat[3];

    Place(int index, Picture picture) {
      pictureWidth = picture.width();
      pictureHeight = picture.height();
      letterbox = Letterbox.of(pictureWidth, pictureHeight, input);
      size = new Size(letterbox.width(), letterbox.height());
      for (int c = 0; c < 3; c++) {
        int top = (3 * index + c) * input.height();
        fill(top, (input.padValue() * input.scale() - input.mean().get(c)) / input.std().get(c));
        try (Rect window =
            new Rect(
                letterbox.left(), top + letterbox.top(), letterbox.width(), letterbox.height())) {
          planes[c] = new Mat(PictureTensor.this.planes, window);
        }
      }
    }

    private void fill(int top, float value) {
      try (Mat plane = PictureTensor.this.planes.rowRange(top, top + input.height());
          Scalar grey = Scalar.all(value);
          Mat one = new Mat(grey)) {
        plane.setTo(one);
      }
    }

    boolean isFor(Picture picture) {
      return picture.width() == pictureWidth && picture.height() == pictureHeight;
    }

    @Override
    public void close() {
      size.close();
      for (Mat plane : planes) {
        plane.close();
      }
    }
  }
}
