package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.InputSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.InputSpec.Fit;
import io.vedette.detector.InputSpec.Layout;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.HalfFloats;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTensorTest {

  private static final List<Float> MEAN = List.of(103.53f, 116.28f, 123.675f);
  private static final List<Float> STD = List.of(57.375f, 57.12f, 58.395f);

  static Stream<InputSpec> inputs() {
    return Stream.of(ColorOrder.RGB, ColorOrder.BGR)
        .flatMap(
            order ->
                Stream.of(Fit.values())
                    .map(fit -> new InputSpec("x", 48, 32, order, 1, MEAN, STD, fit, 114)))
        .flatMap(PictureTensorTest::withGray)
        .flatMap(input -> Stream.of(Layout.values()).map(input::laidOut));
  }

  private static Stream<InputSpec> withGray(InputSpec input) {
    boolean once = input.colorOrder() == ColorOrder.RGB && input.fit() == Fit.LETTERBOX_CENTER;
    return once ? Stream.of(input, input.gray()) : Stream.of(input);
  }

  private static Picture noise(int width, int height, long seed) {
    byte[] bgr = new byte[width * height * 3];
    new Random(seed).nextBytes(bgr);
    return new Picture(width, height, bgr);
  }

  /** The same by the formula, pixel by pixel. */
  private static float[] plainly(Picture picture, InputSpec input) {
    Letterbox letterbox = Letterbox.of(picture.width(), picture.height(), input);
    Picture fitted = Pictures.resize(picture, letterbox.width(), letterbox.height());
    float[] tensor = new float[Preprocessor.size(input)];
    for (int c = 0; c < input.channels(); c++) {
      for (int y = 0; y < input.height(); y++) {
        for (int x = 0; x < input.width(); x++) {
          int px = x - letterbox.left();
          int py = y - letterbox.top();
          boolean inside = px >= 0 && py >= 0 && px < fitted.width() && py < fitted.height();
          int pixel = inside ? pixel(fitted, px, py, c, input.colorOrder()) : input.padValue();
          int at =
              input.layout() == Layout.NCHW
                  ? (c * input.height() + y) * input.width() + x
                  : (y * input.width() + x) * input.channels() + c;
          tensor[at] = (pixel * input.scale() - input.mean().get(c)) / input.std().get(c);
        }
      }
    }
    return tensor;
  }

  private static int pixel(Picture picture, int x, int y, int channel, ColorOrder order) {
    int at = (y * picture.width() + x) * 3;
    int blue = picture.bgr()[at] & 255;
    int green = picture.bgr()[at + 1] & 255;
    int red = picture.bgr()[at + 2] & 255;
    return switch (order) {
      case BGR -> new int[] {blue, green, red}[channel];
      case RGB -> new int[] {red, green, blue}[channel];
      case GRAY -> (int) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    };
  }

  /** The library rounds brightness in its own way: to one of the two next steps. */
  private static float precision(InputSpec input) {
    return input.colorOrder() == ColorOrder.GRAY ? 1.001f / input.std().get(0) : 1e-5f;
  }

  private static FloatBuffer floats(PictureTensor tensor) {
    return tensor.bytes().asFloatBuffer();
  }

  private static float[] part(FloatBuffer values, int index, InputSpec input) {
    float[] part = new float[Preprocessor.size(input)];
    values.position(index * part.length).get(part);
    return part;
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void eachPlaceHoldsItsOwnPictureWhateverLayThereBefore(InputSpec input) {
    try (PictureTensor tensor = new PictureTensor(input, PixelType.FLOAT32, 2)) {
      for (int[] size : new int[][] {{100, 41}, {30, 90}, {48, 32}, {30, 90}, {7, 3}}) {
        Picture first = noise(size[0], size[1], 1);
        Picture second = noise(size[1], size[0], 2);
        assertThat(tensor.put(0, first)).isEqualTo(Letterbox.of(size[0], size[1], input));
        tensor.put(1, second);
        assertThat(part(floats(tensor), 0, input))
            .usingComparatorWithPrecision(precision(input))
            .containsExactly(plainly(first, input));
        assertThat(part(floats(tensor), 1, input))
            .usingComparatorWithPrecision(precision(input))
            .containsExactly(plainly(second, input));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void halvesAreTheSameRounded(InputSpec input) {
    Picture picture = noise(100, 41, 1);
    float[] exact = plainly(picture, input);
    try (PictureTensor tensor = new PictureTensor(input, PixelType.FLOAT16, 1)) {
      tensor.put(0, picture);
      for (int i = 0; i < exact.length; i++) {
        float half = HalfFloats.toFloat(tensor.bytes().getShort(Short.BYTES * i));
        assertThat(half).isCloseTo(exact[i], within(2e-3f + precision(input)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void bytesArePixelsAsTheyAre(InputSpec scaled) {
    InputSpec input = scaled.plain();
    Picture picture = noise(100, 41, 1);
    float[] exact = plainly(picture, input);
    try (PictureTensor tensor = new PictureTensor(input, PixelType.UINT8, 2)) {
      tensor.put(1, picture);
      for (int i = 0; i < exact.length; i++) {
        assertThat((float) (tensor.bytes().get(exact.length + i) & 255))
            .isCloseTo(exact[i], within(precision(input)));
      }
    }
  }

  @Test
  void scaleComesBeforeMean() {
    InputSpec input =
        new InputSpec(
            "x",
            2,
            1,
            ColorOrder.RGB,
            0.1f,
            List.of(1f, 0f, 0f),
            List.of(2f, 1f, 1f),
            Fit.STRETCH,
            0);
    Picture picture = new Picture(2, 1, new byte[] {10, 20, 30, 10, 20, 30});
    FloatBuffer values = FloatBuffer.allocate(Preprocessor.size(input));
    Preprocessor.fill(picture, input, values);
    assertThat(values.remaining()).isZero();
    float[] expected = {1, 1, 2, 2, 1, 1};
    for (int i = 0; i < expected.length; i++) {
      assertThat(values.get(i)).isCloseTo(expected[i], within(1e-6f));
    }
  }
}
