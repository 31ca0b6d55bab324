package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        .isEqualTo(new Pictures.Size(61, 40));
    assertThat(Pictures.size(Pictures.encodePng(picture), "p"))
        .isEqualTo(new Pictures.Size(61, 40));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 100, 500})
  void whatIsCutOffIsRefused(int bytes) {
    for (byte[] whole :
        new byte[][] {
          Pictures.encodeJpeg(gradient(300, 200), 90), Pictures.encodePng(gradient(300, 200))
        }) {
      byte[] cut = Arrays.copyOf(whole, Math.min(bytes, whole.length - 20));
      assertThatThrownBy(() -> Pictures.decode(cut, "camera 7"))
          .isInstanceOf(DetectorException.class)
          .hasMessageStartingWith("camera 7: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aHugePictureIsRefusedBeforeItIsDecoded() {
    byte[] png = Pictures.encodePng(gradient(8, 8));
    // a width of 2^24 pixels in the header of a few bytes
    png[16] = 1;
    png[17] = 0;
    assertThatThrownBy(() -> Pictures.decode(png, "bomb.png"))
        .hasMessageContaining("bomb.png")
        .hasMessageContaining("16777");
  }

  @Test
  void noiseNeverDoesWorseThanARefusal() {
    Random random = new Random(5);
    byte[] jpeg = Pictures.encodeJpeg(gradient(64, 64), 80);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = jpeg.clone();
      for (int k = 0; k < 5; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        Pictures.decode(damaged, "noise");
      } catch (DetectorException refused) {
        assertThat(refused).hasMessageStartingWith("noise: ");
      }
    }
    assertThatThrownBy(() -> Pictures.decode(new byte[0], "empty")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Pictures.decode("hello".getBytes(), "text"))
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
