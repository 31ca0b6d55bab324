package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of more than 8 bits a number. */
class DeepPicturesTest {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private static byte[] shorts(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  private static byte[] floats(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ORDER);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return bytes.array();
  }

  private static byte[] png(int type, int width, int... values) {
    short[] numbers = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = (short) values[i];
    }
    try (Mat mat = new Mat(1, width, type)) {
      ShortBuffer pixels = mat.createBuffer();
      pixels.put(numbers);
      return EncodedPictures.encode(mat, ".png");
    }
  }

  /** The first channel of every pixel. */
  private static int[] blue(byte[] encoded) throws DetectorException {
    Picture picture = Pictures.decode(encoded, "deep");
    int[] blue = new int[picture.bgr().length / 3];
    for (int i = 0; i < blue.length; i++) {
      blue[i] = picture.bgr()[3 * i] & 0xff;
    }
    return blue;
  }

  @Test
  void grey() throws Exception {
    int[] expected = {0, 255, 128};
    assertThat(blue(png(CV_16UC1, 3, 30_000, 31_000, 30_500))).containsExactly(expected);
    for (ByteOrder order : new ByteOrder[] {ORDER, ByteOrder.BIG_ENDIAN}) {
      byte[] numbers = shorts(order, 30_000, 31_000, 30_500);
      TiffFile tiff = new TiffFile(order, 3, 1, 1, 16, numbers);
      assertThat(blue(tiff.bytes())).containsExactly(expected);
      assertThat(blue(tiff.with(TiffFile.PHOTOMETRIC, 0).bytes())).containsExactly(255, 0, 128);
    }
  }

  @Test
  void numbersBelowZero() throws Exception {
    byte[] tiff =
        new TiffFile(ORDER, 3, 1, 1, 16, shorts(ORDER, -100, 100, 0))
            .with(TiffFile.SAMPLE_FORMAT, 2)
            .bytes();
    assertThat(blue(tiff)).containsExactly(0, 255, 128);
  }

  @Test
  void colourKeepsItsBalance() throws Exception {
    byte[] png = png(CV_16UC3, 2, 257 * 10, 257 * 20, 257 * 30, 257 * 200, 257 * 100, 257 * 90);
    assertThat(Pictures.decode(png, "p").bgr())
        .containsExactly(new byte[] {10, 20, 30, (byte) 200, 100, 90});
    byte[] twelve = shorts(ORDER, 16 * 30, 16 * 20, 16 * 10, 16 * 90, 16 * 100, 16 * 200);
    assertThat(Pictures.decode(new TiffFile(ORDER, 2, 1, 3, 16, twelve).bytes(), "t").bgr())
        .containsExactly(new byte[] {10, 20, 30, (byte) 199, 100, 90});
  }

  @Test
  void floatingPoint() throws Exception {
    TiffFile grey = new TiffFile(ORDER, 4, 1, 1, 32, floats(-2, 2, Float.NaN, 1e30f / 1e-30f));
    assertThat(blue(grey.with(TiffFile.SAMPLE_FORMAT, 3).bytes())).containsExactly(0, 255, 0, 255);
    TiffFile colour = new TiffFile(ORDER, 1, 1, 3, 32, floats(0.2, 0.4, 0.6));
    assertThat(Pictures.decode(colour.with(TiffFile.SAMPLE_FORMAT, 3).bytes(), "t").bgr())
        .containsExactly(new byte[] {(byte) 153, 102, 51});
  }

  /** The image library would read these wrongly: past their end, or without what they mean. */
  @ParameterizedTest
  @CsvSource({
    "16, 3, 1, 2, 2",
    "16, 1, 3, 1, 1",
    "32, 1, 1, 1, 1",
    "16, 4, 1, 5, 1",
    "4, 1, 1, 1, 1"
  })
  void otherKindsAreRefused(int bits, int channels, int format, int photometric, int planar) {
    byte[] tiff =
        new TiffFile(ORDER, 2, 1, channels, bits, new byte[32])
            .with(TiffFile.SAMPLE_FORMAT, format)
            .with(TiffFile.PHOTOMETRIC, photometric)
            .with(TiffFile.PLANAR, planar)
            .bytes();
    assertThatThrownBy(() -> Pictures.decode(tiff, "scan.tif"))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("scan.tif: a TIFF picture of ")
        .hasMessageEndingWith("save it as PNG, or as TIFF of 8 or 16 bits")
        .hasMessageNotContaining("\n");
  }
}
