package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatorTest {

  @Test
  void drawsOnACopyEvenWhereBoxesLeaveThePicture() {
    Picture picture = new Picture(120, 80, new byte[120 * 80 * 3]);
    List<Detection> detections =
        List.of(
            new Detection(new Box(20, 30, 60, 70), 0, "short", 0.9f),
            new Detection(
                new Box(-50, -50, 500, 500), 1, "a label far wider than the picture", 0.8f),
            new Detection(new Box(119, 79, 119, 79), 2, "pin-hole", 0.7f));
    Picture drawn = Annotator.draw(picture, detections);
    assertThat(picture.bgr()).containsOnly(0);
    assertThat(drawn.bgr()).isNotEqualTo(picture.bgr());
    int onTheFirstBoxesLeftEdge = (60 * 120 + 20) * 3;
    assertThat(drawn.bgr()[onTheFirstBoxesLeftEdge]).isNotZero();
  }
}
