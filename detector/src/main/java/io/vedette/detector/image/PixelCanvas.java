package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;

import io.vedette.detector.InputSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.jspecify.annotations.Nullable;

/** {@code [batch, height, width, channels]}: the channels of a pixel lie side by side. */
final class PixelCanvas implements TensorCanvas {

  private static final int STEPS = 256;

  private final InputSpec input;

  /** All pictures below one another: {@code [batch * height, width]}, all channels. */
  private final Mat pixels;

  /** What each step of each channel is written as; null where pixels stay as they are. */
  private final @Nullable Mat table;

  /** The fitted picture in colour order, on its way through the table. */
  private final Mat ordered = new Mat();

  PixelCanvas(InputSpec input, PixelType type, int batch) {
    this.input = input;
    this.pixels =
        OpenCvMats.sized(
            batch * input.height(), input.width(), CV_MAKETYPE(type.depth(), input.channels()));
    this.table = type == PixelType.UINT8 ? null : table(input, type);
  }

  private static Mat table(InputSpec input, PixelType type) {
    try (Mat floats = OpenCvMats.sized(1, STEPS, CV_MAKETYPE(CV_32F, input.channels()))) {
      FloatBuffer values = OpenCvMats.bytes(floats).asFloatBuffer();
      for (int step = 0; step < STEPS; step++) {
        for (int c = 0; c < input.channels(); c++) {
          values.put((step * input.scale() - input.mean().get(c)) / input.std().get(c));
        }
      }
      Mat table = new Mat();
      floats.convertTo(table, type.depth());
      return table;
    }
  }

  @Override
  public ByteBuffer bytes() {
    return OpenCvMats.bytes(pixels);
  }

  @Override
  public Spot spot(int index, Letterbox where) {
    int top = index * input.height();
    try (Mat whole = pixels.rowRange(top, top + input.height());
        Mat grey = OpenCvMats.sized(input.height(), input.width(), opencv_core.CV_8UC3);
        Rect rectangle = new Rect(where.left(), where.top(), where.width(), where.height())) {
      OpenCvMats.fill(grey, input.padValue());
      write(grey, whole);
      return new Window(new Mat(whole, rectangle));
    }
  }

  private void write(Mat fitted, Mat target) {
    Mat values = table;
    if (values == null) {
      order(fitted, target);
    } else if (input.colorOrder() == InputSpec.ColorOrder.BGR) {
      opencv_core.LUT(fitted, values, target);
    } else {
      order(fitted, ordered);
      opencv_core.LUT(ordered, values, target);
    }
  }

  private void order(Mat fitted, Mat target) {
    switch (input.colorOrder()) {
      case RGB -> opencv_imgproc.cvtColor(fitted, target, COLOR_BGR2RGB);
      case GRAY -> opencv_imgproc.cvtColor(fitted, target, COLOR_BGR2GRAY);
      case BGR -> fitted.copyTo(target);
    }
  }

  @Override
  public void close() {
    ordered.close();
    if (table != null) {
      table.close();
    }
    pixels.close();
  }

  /** A picture's window on the pixels. */
  private final class Window implements Spot {
    private final Mat window;

    Window(Mat window) {
      this.window = window;
    }

    @Override
    public void draw(Mat fitted) {
      write(fitted, window);
    }

    @Override
    public void close() {
      window.close();
    }
  }
}
