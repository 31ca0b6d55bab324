package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameBufferPoolTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int FRAMES = 30;

  @TempDir private Path folder;

  private final FrameBufferPool memory = new FrameBufferPool();

  private static Picture picture(byte[] bgr) {
    return new Picture(bgr.length / 3, 1, bgr);
  }

  @Test
  void whatWasGivenBackIsLentAgain() {
    byte[] first = memory.lend(12);
    byte[] second = memory.lend(12);
    memory.giveBack(picture(first));

    assertThat(memory.lend(12)).isSameAs(first).isNotSameAs(second);
    assertThat(memory.lend(12)).isNotSameAs(first).isNotSameAs(second);
  }

  @Test
  void anotherSizeBeginsAnew() {
    byte[] small = memory.lend(12);
    memory.giveBack(picture(small));

    assertThat(memory.lend(24)).hasSize(24);
    assertThat(memory.lend(12)).isNotSameAs(small);
  }

  @Test
  void aPictureOfOtherMemoryIsNotTaken() {
    byte[] other = new byte[12];
    memory.giveBack(picture(other));

    assertThat(memory.lend(12)).isNotSameAs(other);
  }

  @Test
  void aCamerasFramesLieInAFewArraysInTurnAndEachIsItsOwn() throws Exception {
    Path film = folder.resolve("film.mp4");
    try (VideoWriter writer = VideoWriter.open(film, WIDTH, HEIGHT, 10)) {
      for (int i = 0; i < FRAMES; i++) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        Arrays.fill(bgr, (byte) (8 * i));
        writer.write(new Picture(WIDTH, HEIGHT, bgr));
      }
    }
    Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    try (Camera camera =
        Camera.start(CameraConfigs.playedOnce(CameraConfig.of("c", film.toString()).withFps(50)))) {
      Frame before = null;
      Frame frame = camera.next(Duration.ofSeconds(10));
      for (int i = 0; frame != null; i++) {
        arrays.add(frame.picture().bgr());
        assertThat(brightness(frame)).isCloseTo(8 * frame.sequence(), within(6L));
        if (before != null) {
          assertThat(brightness(before)).isCloseTo(8 * before.sequence(), within(6L));
          camera.giveBack(before);
        }
        before = frame;
        frame = camera.next(Duration.ofMillis(500));
      }
      assertThat(before.sequence()).isEqualTo(FRAMES - 1);
    }
    assertThat(arrays).hasSizeLessThanOrEqualTo(4);
  }

  private static long brightness(Frame frame) {
    byte[] bgr = frame.picture().bgr();
    return bgr[bgr.length / 2] & 0xff;
  }
}
