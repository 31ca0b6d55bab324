package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.InputSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.InputSpec.Fit;
import io.vedette.detector.Picture;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessorTest {

  private static final Picture BLUE_10_GREEN_20_RED_30 =
      new Picture(2, 1, new byte[] {10, 20, 30, 10, 20, 30});

  @Test
  void planesComeInColourOrderScaledAndNormalised() {
    InputSpec rgb =
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
    FloatBuffer tensor = FloatBuffer.allocate(Preprocessor.size(rgb));
    Preprocessor.fill(BLUE_10_GREEN_20_RED_30, rgb, tensor);
    assertThat(tensor.remaining()).isZero();
    // red: (3 - 1) / 2, green: 2, blue: 1
    float[] expected = {1, 1, 2, 2, 1, 1};
    for (int i = 0; i < expected.length; i++) {
      assertThat(tensor.get(i)).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void bordersAreGrey() {
    InputSpec square = InputSpec.standard("x", 4, 4);
    FloatBuffer tensor = FloatBuffer.allocate(Preprocessor.size(square));
    Letterbox letterbox = Preprocessor.fill(BLUE_10_GREEN_20_RED_30, square, tensor);
    assertThat(letterbox.top()).isEqualTo(1);
    assertThat(tensor.get(0)).isCloseTo(114 / 255f, within(1e-6f));
    assertThat(tensor.get(4)).isCloseTo(30 / 255f, within(1e-6f));
    assertThat(tensor.get(12)).isCloseTo(114 / 255f, within(1e-6f));
  }
}
