package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameCheckTest {

  private static final String ID = "0d9c3f5e-2f5b-4d0e-9d3a-0f0f0f0f0f0f";

  private static byte[] jpeg(int width, int height) throws Exception {
    return Pictures.encodeJpeg(new Picture(width, height, new byte[width * height * 3]), 80);
  }

  private static SubmittedFrame frame(String id, byte[] jpeg, String digest) {
    return frame(id, jpeg, digest, false, null);
  }

  private static SubmittedFrame frame(
      String id, byte[] jpeg, String digest, boolean audit, @Nullable FrameRegion region) {
    return new SubmittedFrame(
        id, "agent-1", "line", 1, 0, jpeg, 48, 32, List.of(), digest, 0.5f, "missed", audit,
        region);
  }

  private static void refused(SubmittedFrame submission, String why) {
    assertThatThrownBy(() -> FrameCheck.check(submission))
        .isInstanceOf(InvalidFrameException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aJpegTellsItsSizeWithoutBeingDecoded() throws Exception {
    assertThat(JpegHeader.of(jpeg(48, 32))).isEqualTo(new JpegHeader(48, 32));
    assertThatCode(() -> FrameCheck.check(frame(ID, jpeg(48, 32), ""))).doesNotThrowAnyException();
  }

  @Test
  void aRegionMustLieInItsFrameHaveThePicturesSizeAndBeNoAudit() throws Exception {
    byte[] jpeg = jpeg(48, 32);
    FrameRegion inside = new FrameRegion(10, 20, 48, 32, 640, 480);
    assertThatCode(() -> FrameCheck.check(frame(ID, jpeg, "", false, inside)))
        .doesNotThrowAnyException();
    refused(frame(ID, jpeg, "", true, inside), "an audit is of a whole frame");
    for (FrameRegion bad :
        List.of(
            new FrameRegion(-1, 0, 48, 32, 640, 480),
            new FrameRegion(0, -1, 48, 32, 640, 480),
            new FrameRegion(593, 0, 48, 32, 640, 480),
            new FrameRegion(0, 449, 48, 32, 640, 480),
            new FrameRegion(0, 0, 48, 33, 640, 480),
            new FrameRegion(0, 0, 0, 0, 0, 0),
            new FrameRegion(0, 0, 48, 32, Integer.MIN_VALUE, 480))) {
      refused(frame(ID, jpeg, "", false, bad), "48x32");
    }
  }

  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    refused(frame(ID, new byte[0], ""), "no JPEG");
    refused(frame(ID, "GIF89a…".getBytes(), ""), "no JPEG");
    byte[] whole = jpeg(48, 32);
    for (int length = 4; length < 100; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> JpegHeader.of(part)).isInstanceOf(InvalidFrameException.class);
    }
  }

  @Test
  void aPictureThatClaimsTooManyPixelsIsRefused() throws Exception {
    byte[] huge = jpeg(48, 32);
    int frame =
        IntStream.range(2, huge.length - 9)
            .filter(i -> (huge[i] & 0xFF) == 0xFF && (huge[i + 1] & 0xFF) == 0xC0)
            .findFirst()
            .orElseThrow();
    Arrays.fill(huge, frame + 5, frame + 9, (byte) 0xFF);
    refused(frame(ID, huge, ""), "65535x65535");
  }

  @Test
  void namesAreCheckedBeforeTheyAreUsed() throws Exception {
    refused(frame("../../etc", jpeg(48, 32), ""), "no UUID");
    refused(frame(ID, jpeg(48, 32), "ABC"), "no SHA-256");
    refused(frame(ID, new byte[(3 << 20) + 1], ""), "more than");
  }

  @Test
  void theIdAloneDecidesWhatIsHeldOut() {
    long held =
        IntStream.range(0, 10_000)
            .filter(i -> ValidationSplit.test("escalation-" + i, 0.2))
            .count();

    assertThat(held).isBetween(1_880L, 2_120L);
    assertThat(ValidationSplit.test(ID, 0.2)).isEqualTo(ValidationSplit.test(ID, 0.2));
    assertThat(ValidationSplit.test(ID, 1)).isTrue();
  }
}
