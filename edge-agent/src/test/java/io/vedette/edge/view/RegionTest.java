package io.vedette.edge.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {

  /** Its left border is the frame's, the others are inside it. */
  private final Region region = new Region(0, 100, 200, 150, 640, 480);

  private static Detection at(float x1, float y1, float x2, float y2) {
    return new Detection(new Box(x1, y1, x2, y2), 0, "cat", 0.9f);
  }

  @Test
  void itJudgesWhatLiesInsideClearOfEveryBorderButTheFrames() {
    assertThat(region.judges(new Box(10, 110, 100, 200))).isTrue();
    assertThat(region.judges(new Box(-5, 110, 100, 200))).isTrue();
    assertThat(region.judges(new Box(10, 101, 100, 200))).isFalse();
    assertThat(region.judges(new Box(10, 110, 199, 200))).isFalse();
    assertThat(region.judges(new Box(10, 110, 100, 249))).isFalse();
    assertThat(region.judges(new Box(300, 110, 400, 200))).isFalse();
    assertThat(Region.whole(640, 480).judges(new Box(-9, -9, 900, 900))).isTrue();
  }

  @Test
  void objectsGoInCutToItAndComeOutWhereTheyWere() {
    assertThat(region.inside(List.of(at(10, 110, 100, 200), at(150, 110, 210, 200))))
        .containsExactly(at(10, 10, 100, 100), at(150, 10, 200, 100));
    // mostly outside: what is left of it is no object
    assertThat(region.inside(List.of(at(190, 110, 300, 200)))).isEmpty();
    assertThat(region.outside(List.of(at(10, 10, 100, 100))))
        .containsExactly(at(10, 110, 100, 200));
  }

  @Test
  void itsPictureIsThatPartOfTheFrame() {
    byte[] bgr = new byte[640 * 480 * 3];
    bgr[3 * (100 * 640 + 7)] = 42;
    Picture part = region.of(new Picture(640, 480, bgr));
    assertThat(part.width()).isEqualTo(200);
    assertThat(part.height()).isEqualTo(150);
    assertThat(part.bgr()[3 * 7]).isEqualTo((byte) 42);
  }

  @Test
  void whatIsNotInsideItsFrameIsNone() {
    for (int[] bad :
        new int[][] {
          {-1, 0, 10, 10}, {0, 0, 0, 10}, {635, 0, 10, 10}, {0, 475, 10, 10}, {5, 5, 1 << 30, 1}
        }) {
      assertThatThrownBy(() -> new Region(bad[0], bad[1], bad[2], bad[3], 640, 480))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("640x480");
    }
  }
}
