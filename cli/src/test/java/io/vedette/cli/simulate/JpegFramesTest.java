package io.vedette.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JpegFramesTest {

  @Test
  void framesAreWholePicturesOfTwoSizesAndNoTwoAreEqual() throws Exception {
    JpegFrames frames = JpegFrames.encode();
    Random random = new Random(1);
    Set<Integer> sizes = new HashSet<>();
    Set<Object> contents = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      byte[] jpeg = frames.of(id).toByteArray();
      sizes.add(jpeg.length);
      contents.add(frames.of(id));
      Picture picture = Pictures.decode(jpeg, "a frame");
      assertThat(picture.width()).isEqualTo(JpegFrames.WIDTH);
      assertThat(picture.height()).isEqualTo(JpegFrames.HEIGHT);
      assertThat(frames.of(id).toByteArray()).isEqualTo(jpeg);
    }
    assertThat(sizes).containsExactlyInAnyOrder(40_000, 60_000);
    assertThat(contents).hasSize(40);
  }
}
