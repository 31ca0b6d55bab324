package io.vedette.federated.train.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Picture;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  /** A black picture with one white rectangle, which is the target. */
  private static Example rectangle(int x1, int y1, int x2, int y2) {
    byte[] bgr = new byte[64 * 64 * 3];
    for (int y = y1; y < y2; y++) {
      for (int x = x1; x < x2; x++) {
        for (int c = 0; c < 3; c++) {
          bgr[(y * 64 + x) * 3 + c] = (byte) 255;
        }
      }
    }
    Target target = new Target(new Box(x1, y1, x2, y2), 0);
    return new Example(new Picture(64, 64, bgr), List.of(target));
  }

  @Test
  void nothingAskedForIsNothingChanged() {
    Example example = rectangle(10, 20, 30, 28);

    Example same = Augmentation.NONE.apply(0, i -> example, 1, new SplittableRandom(1));

    assertThat(same.picture().bgr()).isEqualTo(example.picture().bgr());
    assertThat(same.targets()).isEqualTo(example.targets());
  }

  @Test
  void boxesGoWhereThePixelsGo() {
    Augmentation geometry =
        Augmentation.NONE.withGeometry(new GeometryVariation(0.5, true, 0.2, 0.4));
    for (int seed = 0; seed < 50; seed++) {
      Example moved =
          geometry.apply(0, i -> rectangle(20, 24, 44, 34), 1, new SplittableRandom(seed));

      assertThat(moved.targets()).hasSize(1);
      Box box = moved.targets().get(0).box();
      Box white = bright(moved.picture());
      assertThat(box.iou(white)).as("seed %d: %s and %s", seed, box, white).isGreaterThan(0.8f);
    }
  }

  @Test
  void mosaicsKeepTheTargetsThatShow() {
    Augmentation mosaic = Augmentation.NONE.withMosaic(1);
    for (int seed = 0; seed < 20; seed++) {
      Example made = mosaic.apply(0, i -> rectangle(24, 24, 40, 40), 4, new SplittableRandom(seed));

      for (Target target : made.targets()) {
        int x = (int) target.box().centerX();
        int y = (int) target.box().centerY();
        assertThat(made.picture().bgr()[(y * 64 + x) * 3]).isEqualTo((byte) 255);
      }
    }
  }

  @Test
  void pastedObjectsStandWhereNothingWas() {
    Augmentation pasting = Augmentation.NONE.withCopyPaste(1);
    for (int seed = 0; seed < 20; seed++) {
      Example made = pasting.apply(0, i -> rectangle(4, 4, 14, 12), 4, new SplittableRandom(seed));

      assertThat(made.targets()).hasSize(2);
      Box pasted = made.targets().get(1).box();
      assertThat(pasted.iou(made.targets().get(0).box())).isZero();
      int at = ((int) pasted.centerY() * 64 + (int) pasted.centerX()) * 3;
      assertThat(made.picture().bgr()[at]).isEqualTo((byte) 255);
    }
  }

  @Test
  void aChangeOfColourLeavesGreyPicturesGreyAndChangesOthers() {
    byte[] bgr = new byte[8 * 8 * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i % 3 == 2 ? 200 : 60);
    }
    bgr[0] = bgr[1] = bgr[2] = 77;
    Example example = new Example(new Picture(8, 8, bgr), List.of());
    LightVariation colours = new LightVariation(0, 0.7, 0, 0, 0, 0, 0);
    Augmentation colour =
        new Augmentation(
            Augmentation.NONE.geometry(), colours, 0, 0, 0, Augmentation.NONE.variations());

    Example varied = colour.apply(0, i -> example, 1, new SplittableRandom(5));

    byte[] after = varied.picture().bgr();
    assertThat(new byte[] {after[0], after[1], after[2]}).containsOnly(77);
    int before = 200 - 60;
    assertThat((after[5] & 0xff) - (after[3] & 0xff)).isNotCloseTo(before, within(5));
  }

  @Test
  void theSameRandomNumbersGiveTheSamePicture() {
    Example example = rectangle(20, 24, 44, 34);

    Example one = Augmentation.UPRIGHT.apply(0, i -> example, 1, new SplittableRandom(7));
    Example two = Augmentation.UPRIGHT.apply(0, i -> example, 1, new SplittableRandom(7));

    assertThat(one.picture().bgr()).isEqualTo(two.picture().bgr());
    assertThat(one.targets()).isEqualTo(two.targets());
  }

  @Test
  void noiseHasTheStrengthAskedFor() {
    byte[] grey = new byte[30_000];
    java.util.Arrays.fill(grey, (byte) 128);

    SensorNoise.add(grey, 10, new SplittableRandom(1));

    double sum = 0;
    for (byte value : grey) {
      sum += Math.pow((value & 0xff) - 128, 2);
    }
    assertThat(Math.sqrt(sum / grey.length)).isCloseTo(10, within(1.0));
  }

  private static Box bright(Picture picture) {
    int x1 = 64;
    int y1 = 64;
    int x2 = 0;
    int y2 = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        if ((picture.bgr()[(y * 64 + x) * 3] & 0xff) > 150) {
          x1 = Math.min(x1, x);
          y1 = Math.min(y1, y);
          x2 = Math.max(x2, x + 1);
          y2 = Math.max(y2, y + 1);
        }
      }
    }
    return new Box(x1, y1, x2, y2);
  }
}
