package io.vedette.edge.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.CameraState;
import io.vedette.edge.camera.CameraStatus;
import io.vedette.edge.pipeline.MotionStatus;
import io.vedette.edge.pipeline.PipelineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A damaged frame can be told from a whole one in the live picture and in the health. */
class PreviewTest {

  private static final int SIDE = 200;

  private static Picture shown(boolean damaged) throws Exception {
    Picture black = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    Frame frame = new Frame("gate", 1, Instant.EPOCH, black, damaged);
    List<Detection> nothing = List.of();
    return Pictures.decode(Preview.draw(frame, nothing), "a preview");
  }

  private static int brightest(Picture picture) {
    int brightest = 0;
    for (byte value : picture.bgr()) {
      brightest = Math.max(brightest, value & 255);
    }
    return brightest;
  }

  @Test
  void aDamagedFrameIsMarkedInThePicture() throws Exception {
    assertThat(brightest(shown(false))).isLessThan(30);
    assertThat(brightest(shown(true))).isGreaterThan(150);
  }

  private static String line(boolean damaged) {
    CameraStatus camera =
        new CameraStatus(
            "gate",
            CameraState.STREAMING,
            "",
            "h264",
            damaged,
            Duration.ZERO,
            new CameraStatus.Counts(1, 0, 0, 0, 0));
    return Health.line(
        new PipelineStatus(camera, 0, 1, 0, 0, new PipelineStatus.Times(25, 1, 1, 0)));
  }

  @Test
  void theHealthSaysWhyFramesAreWithheld() {
    CameraStatus camera =
        new CameraStatus(
            "gate",
            CameraState.STREAMING,
            "",
            "",
            false,
            Duration.ZERO,
            new CameraStatus.Counts(1, 0, 0, 0, 0));
    PipelineStatus.Times times = new PipelineStatus.Times(25, 1, 1, 0);
    MotionStatus away = new MotionStatus(true, "the camera looks away", 7, true);
    assertThat(Health.line(new PipelineStatus(camera, 0, 1, 0, 0, times, away)))
        .isEqualTo(
            "camera gate: streaming, the camera moves, masks cannot be placed: the camera looks"
                + " away; nothing is escalated, recorded or learnt");
  }

  @Test
  void theHealthSaysThatDamagedFramesAreAnswered() {
    assertThat(line(false)).isEqualTo("camera gate: streaming, decoded by h264");
    assertThat(line(true))
        .isEqualTo("camera gate: streaming, decoded by h264, damaged frames are answered");
  }
}
