package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;

/** Pictures of strangers: decoded within their bounds, or refused in words. */
class PictureFuzzTest {

  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void decode(byte[] encoded) {
    try {
      Picture picture = Pictures.decode(encoded, "frame");
      assertThat(picture.bgr()).hasSize(3 * picture.width() * picture.height());
    } catch (DetectorException e) {
      assertThat(e.getMessage()).startsWith("frame");
    }
  }
}
