package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.InputSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.InputSpec.Fit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterboxTest {

  private static InputSpec input(Fit fit) {
    List<Float> zero = List.of(0f, 0f, 0f);
    List<Float> one = List.of(1f, 1f, 1f);
    return new InputSpec("x", 640, 384, ColorOrder.RGB, 1, zero, one, fit, 114);
  }

  @Test
  void theRoundingIsThatOfTheFamilies() {
    // 333 * 640 / 500 = 426.24, height decides: 384 / 333 = 1.1532, 500 * 1.1532 = 576.58
    assertThat(Letterbox.of(500, 333, input(Fit.LETTERBOX_TOP_LEFT)).width()).isEqualTo(576);
    Letterbox center = Letterbox.of(500, 333, input(Fit.LETTERBOX_CENTER));
    assertThat(center.width()).isEqualTo(577);
    // 63 columns are left: 31 on the left, 32 on the right
    assertThat(center.left()).isEqualTo(31);
    assertThat(center.top()).isZero();
  }

  @Test
  void aSliverKeepsAtLeastOnePixel() {
    assertThat(Letterbox.of(10_000, 1, input(Fit.LETTERBOX_CENTER)).height()).isEqualTo(1);
    assertThat(Letterbox.of(10_000, 1, input(Fit.LETTERBOX_TOP_LEFT)).height()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Fit.class)
  void boxesComeBackToThePicture(Fit fit) {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int width = 1 + random.nextInt(2000);
      int height = 1 + random.nextInt(2000);
      Letterbox letterbox = Letterbox.of(width, height, input(fit));
      Box box = new Box(0, height / 2f, width / 3f, height);
      Box back = letterbox.toPicture(letterbox.toInput(box));
      assertThat(back.x1()).isCloseTo(box.x1(), within(0.01f));
      assertThat(back.y1()).isCloseTo(box.y1(), within(0.01f));
      assertThat(back.x2()).isCloseTo(box.x2(), within(0.01f));
      assertThat(back.y2()).isCloseTo(box.y2(), within(0.01f));
      assertThat(letterbox.left() + letterbox.width()).isLessThanOrEqualTo(640);
      assertThat(letterbox.top() + letterbox.height()).isLessThanOrEqualTo(384);
    }
  }
}
