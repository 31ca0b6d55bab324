package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.edge.EdgeSharedFiles;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayOrientationTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  @TempDir Path folder;

  /** Four quarters, 40 and 100 above, 160 and 220 below, as a video that says how it is shown. */
  private Path film(int a, int b, int c, int d) throws Exception {
    Path file = folder.resolve("film.mp4");
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < bgr.length; i++) {
      int x = i / 3 % WIDTH;
      int y = i / 3 / WIDTH;
      bgr[i] = (byte) (40 + (x < WIDTH / 2 ? 0 : 60) + (y < HEIGHT / 2 ? 0 : 120));
    }
    try (VideoWriter writer = VideoWriter.open(file, WIDTH, HEIGHT, 10)) {
      writer.write(new Picture(WIDTH, HEIGHT, bgr));
      writer.write(new Picture(WIDTH, HEIGHT, bgr));
    }
    Films.turn(file, a, b, c, d);
    return file;
  }

  private static List<Integer> quarters(Picture picture) {
    int w = picture.width();
    int h = picture.height();
    return List.of(
        at(picture, w / 4, h / 4),
        at(picture, 3 * w / 4, h / 4),
        at(picture, w / 4, 3 * h / 4),
        at(picture, 3 * w / 4, 3 * h / 4));
  }

  private static int at(Picture picture, int x, int y) {
    return picture.bgr()[3 * (y * picture.width() + x)] & 255;
  }

  @ParameterizedTest
  @CsvSource({
    " 1,  0,  0,  1,  40, 100, 160, 220",
    " 0,  1, -1,  0, 160,  40, 220, 100",
    "-1,  0,  0, -1, 220, 160, 100,  40",
    " 0, -1,  1,  0, 100, 220,  40, 160",
    "-1,  0,  0,  1, 100,  40, 220, 160",
    " 1,  0,  0, -1, 160, 220,  40, 100",
    " 0,  1,  1,  0,  40, 160, 100, 220",
    " 0, -1, -1,  0, 220, 100, 160,  40",
  })
  void aVideoIsSeenAsItSaysThatItIsShown(
      int a, int b, int c, int d, int first, int second, int third, int fourth) throws Exception {
    try (VideoReader reader = VideoReader.open(film(a, b, c, d).toString())) {
      for (int frame = 0; frame < 2; frame++) {
        Picture picture = reader.next().picture();
        assertThat(picture.width()).isEqualTo(a == 0 ? HEIGHT : WIDTH);
        assertThat(picture.height()).isEqualTo(a == 0 ? WIDTH : HEIGHT);
        List<Integer> quarters = quarters(picture);
        List<Integer> expected = List.of(first, second, third, fourth);
        for (int i = 0; i < 4; i++) {
          assertThat(quarters.get(i)).isCloseTo(expected.get(i), within(8));
        }
      }
    }
  }

  @Test
  void aCameraTurnsItLikewise() throws Exception {
    Path file = film(0, 1, -1, 0);
    try (Camera camera =
        Camera.start(CameraConfigs.playedOnce(CameraConfig.of("c", file.toString()).withFps(20)))) {
      Picture picture = camera.next(java.time.Duration.ofSeconds(30)).picture();
      assertThat(picture.width()).isEqualTo(HEIGHT);
      assertThat(at(picture, 0, 0)).isCloseTo(160, within(12));
    }
  }

  @Test
  void whatIsNoQuarterTurnIsTakenForTheNearestAndWhatIsNoneAtAllForUpright() {
    int one = 1 << 16;
    assertThat(of(one, one / 4, -one / 4, one)).isEqualTo(DisplayOrientation.UPRIGHT);
    assertThat(of(one / 4, one, -one, one / 4)).isEqualTo(new DisplayOrientation(0, 1, -1, 0));
    assertThat(of(0, 0, 0, 0)).isEqualTo(DisplayOrientation.UPRIGHT);
    assertThat(of(one, 0, 0, 0)).isEqualTo(DisplayOrientation.UPRIGHT);
    assertThat(of(Integer.MIN_VALUE, 0, 0, Integer.MIN_VALUE))
        .isEqualTo(new DisplayOrientation(-1, 0, 0, -1));
  }

  private static DisplayOrientation of(int a, int b, int c, int d) {
    return DisplayOrientation.of(IntBuffer.wrap(new int[] {a, b, 0, c, d, 0, 0, 0, 1 << 30}));
  }

  @Test
  void whatAPhoneFilmedSidewaysIsSeenAsTheUprightFilmIs() throws Exception {
    Hints hints =
        Hints.NONE.withLabels(Files.readAllLines(EdgeSharedFiles.of("models/coco.names")));
    try (VideoReader upright =
            VideoReader.open(EdgeSharedFiles.of("cases/rotated-video/upright.mp4").toString());
        VideoReader phone =
            VideoReader.open(EdgeSharedFiles.of("cases/rotated-video/phone90.mp4").toString());
        StudentDetector student =
            StudentDetectors.infer(
                    EdgeSharedFiles.of("models/yolox_nano_416.onnx"),
                    hints,
                    StudentConfig.defaults())
                .open()) {
      for (int frame = 0; frame < 2; frame++) {
        Picture expected = upright.next().picture();
        Picture picture = phone.next().picture();
        assertThat(picture.width()).isEqualTo(expected.width()).isEqualTo(240);
        assertThat(picture.height()).isEqualTo(expected.height()).isEqualTo(320);
        List<Detection> seen = sure(student.detect(picture));
        List<Detection> right = sure(student.detect(expected));
        assertThat(seen).extracting(Detection::label).isNotEmpty().contains("dog");
        assertThat(seen).hasSameSizeAs(right);
        for (Detection detection : right) {
          assertThat(seen).anyMatch(d -> isSame(d, detection));
        }
      }
    }
  }

  private static List<Detection> sure(List<Detection> detections) {
    return detections.stream().filter(d -> d.score() > 0.6).toList();
  }

  private static boolean isSame(Detection a, Detection b) {
    Box box = a.box();
    return a.label().equals(b.label()) && box.iou(b.box()) > 0.8;
  }
}
