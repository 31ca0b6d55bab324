package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Picture;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos of thermal cameras: all values lie close together, far below what 16 bits can hold. */
class DeepGreyTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int COLDEST = 7_000;
  private static final int STEP = 10;

  @TempDir Path folder;

  /** Warmer from left to right, {@code COLDEST} to {@code COLDEST + 63 * STEP}. */
  private static short[] thermal(int hottest) {
    short[] values = new short[WIDTH * HEIGHT];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (COLDEST + STEP * (i % WIDTH));
    }
    values[WIDTH + 5] = (short) hottest;
    return values;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThermalVideoIsSpreadFromBlackToWhiteAndDoesNotFlicker(boolean bigEndian) throws Exception {
    Path file = folder.resolve("thermal.nut");
    Films.grey16(
        file,
        WIDTH,
        HEIGHT,
        bigEndian,
        thermal(7_000),
        thermal(65_000),
        thermal(0),
        thermal(8_000));
    try (VideoReader reader = VideoReader.open(file.toString())) {
      for (int frame = 0; frame < 4; frame++) {
        Picture picture = reader.next().picture();
        for (int column = 0; column < WIDTH; column++) {
          int at = 3 * (20 * WIDTH + column);
          assertThat(picture.bgr()[at] & 255).isCloseTo(255 * column / 63, within(4));
          assertThat(picture.bgr()[at + 2]).isEqualTo(picture.bgr()[at]);
        }
      }
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void itIsKnownByItsPixels() {
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_GRAY16LE)).isTrue();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_GRAY16BE)).isTrue();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_GRAY10LE)).isTrue();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_GRAY12BE)).isTrue();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_YA16LE)).isTrue();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_GRAY8)).isFalse();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_GRAYF32LE)).isFalse();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_YUV420P10LE)).isFalse();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_BGR24)).isFalse();
    assertThat(DeepGrey.is(avutil.AV_PIX_FMT_RGB48LE)).isFalse();
    assertThat(DeepGrey.is(-1)).isFalse();
  }
}
