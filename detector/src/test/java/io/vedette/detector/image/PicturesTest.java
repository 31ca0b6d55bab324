package io.vedette.detector.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.header.PictureSize;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

  private static Picture gradient(int width, int height) {
    byte[] bgr = new byte[width * height * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i / 3 % width * 255 / width);
    }
    return new Picture(width, height, bgr);
  }

  @Test
  void pngKeepsEveryPixelAndJpegNearly() throws Exception {
    Picture picture = gradient(61, 40);
    assertThat(Pictures.decode(Pictures.encodePng(picture), "p").bgr()).isEqualTo(picture.bgr());
    Picture lossy = Pictures.decode(Pictures.encodeJpeg(picture, 95), "j");
    assertThat(lossy.width()).isEqualTo(61);
    for (int i = 0; i < picture.bgr().length; i++) {
      assertThat(Math.abs((lossy.bgr()[i] & 0xff) - (picture.bgr()[i] & 0xff))).isLessThan(12);
    }
  }

  @Test
  void theSizeIsReadFromTheHeader() throws Exception {
    Picture picture = gradient(61, 40);
    assertThat(Pictures.size(Pictures.encodeJpeg(picture, 50), "j"))
        .isEqualTo(new PictureSize(61, 40));
    assertThat(Pictures.size(Pictures.encodePng(picture), "p")).isEqualTo(new PictureSize(61, 40));
  }

  /** The same picture in every format. */
  private static Map<String, byte[]> everyFormat(Picture picture) {
    return Map.of(
        "JPEG", Pictures.encodeJpeg(picture, 90),
        "PNG", Pictures.encodePng(picture),
        "BMP", EncodedPictures.encode(picture, ".bmp"),
        "WebP", EncodedPictures.encode(picture, ".webp"),
        "GIF", EncodedPictures.encode(picture, ".gif"),
        "TIFF", EncodedPictures.encode(picture, ".tiff"),
        "TIFF by hand", TiffFile.of(ByteOrder.BIG_ENDIAN, picture).bytes());
  }

  @Test
  void everyFormatIsRead() throws Exception {
    Picture picture = gradient(61, 40);
    for (Map.Entry<String, byte[]> format : everyFormat(picture).entrySet()) {
      assertThat(Pictures.size(format.getValue(), "p"))
          .as(format.getKey())
          .isEqualTo(new PictureSize(61, 40));
      byte[] seen = Pictures.decode(format.getValue(), "p").bgr();
      double difference = 0;
      for (int i = 0; i < seen.length; i++) {
        difference += Math.abs((seen[i] & 0xff) - (picture.bgr()[i] & 0xff));
      }
      assertThat(difference / seen.length).as(format.getKey()).isLessThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 100, 500, Integer.MAX_VALUE})
  void whatIsCutOffIsRefused(int bytes) {
    everyFormat(gradient(300, 200))
        .forEach(
            (format, whole) -> {
              byte[] cut = Arrays.copyOf(whole, Math.min(bytes, whole.length - 20));
              assertThatThrownBy(() -> Pictures.decode(cut, "camera 7"))
                  .as(format)
                  .isInstanceOf(DetectorException.class)
                  .hasMessageStartingWith("camera 7: ")
                  .hasMessageNotContaining("\n");
            });
  }

  @Test
  void aHugePictureIsRefusedBeforeItIsDecoded() {
    byte[] png = Pictures.encodePng(gradient(8, 8));
    // a width of 2^24 pixels in the header of a few bytes
    png[16] = 1;
    png[17] = 0;
    byte[] gif = EncodedPictures.encode(gradient(8, 8), ".gif");
    Arrays.fill(gif, 6, 10, (byte) 0xff);
    TiffFile tiff = TiffFile.of(ByteOrder.LITTLE_ENDIAN, gradient(8, 8)).with(256, 1 << 24);
    TiffFile deep =
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 8000, 7000, 3, 32, new byte[9])
            .with(TiffFile.SAMPLE_FORMAT, 3);
    Map<String, byte[]> bombs =
        Map.of("16777", png, "65535x65535", gif, "16777216x8", tiff.bytes(), "12 b", deep.bytes());
    bombs.forEach(
        (size, bomb) ->
            assertThatThrownBy(() -> Pictures.decode(bomb, "bomb"))
                .isInstanceOf(DetectorException.class)
                .hasMessageStartingWith("bomb: a picture of ")
                .hasMessageContaining(size));
  }

  /** A tile is memory that is reserved, however small the picture is. */
  @Test
  void hugeTilesAreRefused() {
    byte[] tiff =
        TiffFile.of(ByteOrder.LITTLE_ENDIAN, gradient(8, 8))
            .with(322, 1 << 14)
            .with(323, 1 << 14)
            .bytes();
    assertThatThrownBy(() -> Pictures.size(tiff, "tiles")).isInstanceOf(DetectorException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "heic, mif1, a HEIC picture",
    "mif1, heic, a HEIC picture",
    "mif1, avif, an AVIF picture",
    "msf1, avis, an AVIF picture",
    "avif, mif1, an AVIF picture"
  })
  void whatCannotBeDecodedIsNamed(String brand, String compatible, String name) {
    byte[] file = ("\0\0\0\30ftyp" + brand + "\0\0\0\0mif1" + compatible).getBytes(US_ASCII);
    assertThatThrownBy(() -> Pictures.decode(file, "IMG_1.HEIC"))
        .hasMessage("IMG_1.HEIC: " + name + ", which cannot be decoded; save it as JPEG or PNG");
  }

  @Test
  void noiseNeverDoesWorseThanARefusal() {
    Random random = new Random(5);
    Map<String, byte[]> formats = everyFormat(gradient(64, 64));
    for (String name : new TreeSet<>(formats.keySet())) {
      byte[] whole = formats.get(name);
      for (int i = 0; i < 40; i++) {
        byte[] damaged = whole.clone();
        // the first bytes say most
        int within = i % 2 == 0 ? damaged.length : Math.min(60, damaged.length);
        for (int k = 0; k < 3; k++) {
          damaged[random.nextInt(within)] = (byte) random.nextInt();
        }
        try {
          PictureSize size = Pictures.size(damaged, "noise");
          Picture picture = Pictures.decode(damaged, "noise");
          assertThat(new PictureSize(picture.width(), picture.height())).isEqualTo(size);
        } catch (DetectorException refused) {
          assertThat(refused).hasMessageStartingWith("noise: ");
        }
      }
    }
    assertThatThrownBy(() -> Pictures.decode(new byte[0], "empty")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Pictures.decode("hello".getBytes(US_ASCII), "text"))
        .hasMessageContaining("JPEG");
  }

  @Test
  void resizingIsBilinear() {
    Picture two = new Picture(2, 1, new byte[] {0, 0, 0, 100, 100, 100});
    byte[] four = Pictures.resize(two, 4, 1).bgr();
    assertThat(four[0]).isEqualTo((byte) 0);
    assertThat(four[3]).isEqualTo((byte) 25);
    assertThat(four[6]).isEqualTo((byte) 75);
    assertThat(four[9]).isEqualTo((byte) 100);
  }
}
