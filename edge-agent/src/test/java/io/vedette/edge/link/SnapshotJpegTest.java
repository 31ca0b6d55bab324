package io.vedette.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotJpegTest {

  private static Picture noise(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    new Random(7).nextBytes(pixels);
    return new Picture(width, height, pixels);
  }

  @Test
  void aPictureWithMuchDetailIsMadeToFit() throws Exception {
    Picture noise = noise(1920, 1080);

    byte[] jpeg = SnapshotJpeg.of(noise);

    assertThat(jpeg.length).isLessThanOrEqualTo(SnapshotJpeg.MAX_BYTES).isGreaterThan(20_000);
    Picture shown = Pictures.decode(jpeg, "a snapshot");
    assertThat((double) shown.width() / shown.height()).isBetween(1.7, 1.85);
  }

  @Test
  void aPlainPictureKeepsItsSizeUpToALimit() throws Exception {
    assertThat(Pictures.decode(SnapshotJpeg.of(noise(64, 48)), "small").width()).isEqualTo(64);
    Picture grey = new Picture(1920, 1080, new byte[1920 * 1080 * 3]);
    assertThat(Pictures.decode(SnapshotJpeg.of(grey), "grey").width()).isEqualTo(960);
  }
}
