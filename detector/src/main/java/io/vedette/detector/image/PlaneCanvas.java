package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;

import io.vedette.detector.InputSpec;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;

/** {@code [batch, channels, height, width]}: each channel is a plane of its own. */
final class PlaneCanvas implements TensorCanvas {

  private final InputSpec input;
  private final PixelType type;

  /** All planes below one another: {@code [batch * channels * height, width]}. */
  private final Mat planes;

  private final MatVector split = new MatVector(3);

  /** Blue, green and red of the fitted picture: windows on {@link #split}. */
  private final Mat[] colors = {split.get(0), split.get(1), split.get(2)};

  /** The fitted picture's brightness. */
  private final Mat gray = new Mat();

  PlaneCanvas(InputSpec input, PixelType type, int batch) {
    this.input = input;
    this.type = type;
    this.planes =
        OpenCvMats.sized(batch * input.channels() * input.height(), input.width(), type.depth());
  }

  @Override
  public ByteBuffer bytes() {
    return OpenCvMats.bytes(planes);
  }

  @Override
  public Spot spot(int index, Letterbox where) {
    Mat[] windows = new Mat[input.channels()];
    for (int c = 0; c < windows.length; c++) {
      int top = (windows.length * index + c) * input.height();
      try (Mat plane = planes.rowRange(top, top + input.height());
          Rect rectangle = new Rect(where.left(), where.top(), where.width(), where.height())) {
        OpenCvMats.fill(plane, input.padValue() * factor(c) + offset(c));
        windows[c] = new Mat(plane, rectangle);
      }
    }
    return new Windows(windows);
  }

  private double factor(int channel) {
    return input.scale() / input.std().get(channel);
  }

  private double offset(int channel) {
    return -input.mean().get(channel) / input.std().get(channel);
  }

  @Override
  public void close() {
    split.close();
    gray.close();
    planes.close();
  }

  /** A window on each of a picture's planes. */
  private final class Windows implements Spot {
    private final Mat[] windows;

    Windows(Mat[] windows) {
      this.windows = windows;
    }

    @Override
    public void draw(Mat fitted) {
      if (input.colorOrder() == InputSpec.ColorOrder.GRAY) {
        opencv_imgproc.cvtColor(fitted, gray, COLOR_BGR2GRAY);
        write(gray, 0);
        return;
      }
      opencv_core.split(fitted, split);
      write(colors);
    }

    @Override
    public void draw(PlaneFitting fitted) {
      if (input.colorOrder() == InputSpec.ColorOrder.GRAY) {
        draw(fitted.pixels());
      } else {
        write(fitted.planes());
      }
    }

    private void write(Mat[] bgr) {
      for (int c = 0; c < windows.length; c++) {
        write(bgr[input.colorOrder() == InputSpec.ColorOrder.BGR ? c : 2 - c], c);
      }
    }

    private void write(Mat channel, int c) {
      channel.convertTo(windows[c], type.depth(), factor(c), offset(c));
    }

    @Override
    public void close() {
      for (Mat window : windows) {
        window.close();
      }
    }
  }
}
