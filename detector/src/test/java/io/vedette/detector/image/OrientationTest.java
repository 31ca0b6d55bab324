package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Picture;
import io.vedette.detector.image.header.Orientation;
import io.vedette.detector.image.header.PictureHeader;
import io.vedette.detector.image.header.PictureSize;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a picture is stored and turned, the header and the pixels say the same. */
class OrientationTest {

  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;

  /** A bright block, in the upright picture. */
  private static final Box BLOCK = new Box(8, 16, 24, 24);

  @TempDir private Path folder;

  private static Picture upright() {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean in = x >= BLOCK.x1() && x < BLOCK.x2() && y >= BLOCK.y1() && y < BLOCK.y2();
        int at = 3 * (y * WIDTH + x);
        bgr[at] = (byte) (in ? 250 : x);
        bgr[at + 1] = (byte) (in ? 250 : 2 * y);
        bgr[at + 2] = (byte) (in ? 250 : 60);
      }
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  /** The same stored picture in every format that can tell an orientation. */
  private static Map<String, byte[]> files(Picture stored, int exif) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] block = EncodedPictures.exif(order, exif);
      byte[] png = Pictures.encodePng(stored);
      files.put("JPEG " + order, EncodedPictures.jpeg(stored, block));
      files.put("PNG, before, " + order, EncodedPictures.png(png, block, false));
      files.put("PNG, behind, " + order, EncodedPictures.png(png, block, true));
      files.put("WebP " + order, EncodedPictures.webp(stored, block));
      files.put(
          "TIFF " + order, TiffFile.of(order, stored).with(TiffFile.ORIENTATION, exif).bytes());
    }
    return files;
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void headerAndPixelsAgree(Orientation orientation) throws Exception {
    Picture upright = upright();
    Picture stored = EncodedPictures.stored(upright, orientation);
    Map<String, byte[]> files = files(stored, orientation.ordinal() + 1);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = Files.write(folder.resolve("picture"), file.getValue());
      PictureHeader header = PictureHeader.read(path);
      assertThat(header.orientation()).as(file.getKey()).isEqualTo(orientation);
      assertThat(header.stored()).isEqualTo(new PictureSize(stored.width(), stored.height()));
      assertThat(header.displayed()).isEqualTo(new PictureSize(WIDTH, HEIGHT));
      assertThat(Pictures.size(file.getValue(), "p")).isEqualTo(header.displayed());
      assertSame(file.getKey(), Pictures.read(path), upright);
    }
  }

  private static void assertSame(String name, Picture seen, Picture upright) {
    assertThat(seen.width()).as(name).isEqualTo(upright.width());
    assertThat(seen.height()).isEqualTo(upright.height());
    double difference = 0;
    for (int i = 0; i < seen.bgr().length; i++) {
      difference += Math.abs((seen.bgr()[i] & 0xff) - (upright.bgr()[i] & 0xff));
    }
    assertThat(difference / seen.bgr().length).as(name).isLessThan(4);
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void boxesAreTurnedAsThePixelsAre(Orientation orientation) {
    Picture stored = EncodedPictures.stored(upright(), orientation);
    PictureSize size = new PictureSize(stored.width(), stored.height());
    assertThat(orientation.display(brightPartOf(stored), size)).isEqualTo(BLOCK);
  }

  private static Box brightPartOf(Picture picture) {
    float x1 = picture.width();
    float y1 = picture.height();
    float x2 = 0;
    float y2 = 0;
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      if ((picture.bgr()[3 * i + 2] & 0xff) == 250) {
        int x = i % picture.width();
        int y = i / picture.width();
        x1 = Math.min(x1, x);
        y1 = Math.min(y1, y);
        x2 = Math.max(x2, x + 1);
        y2 = Math.max(y2, y + 1);
      }
    }
    return new Box(x1, y1, x2, y2);
  }

  @Test
  void whatIsNoOrientationIsShownAsStored() throws Exception {
    Picture upright = upright();
    byte[] cut = java.util.Arrays.copyOf(EncodedPictures.exif(ByteOrder.BIG_ENDIAN, 6), 14);
    for (byte[] exif :
        new byte[][] {
          EncodedPictures.exif(ByteOrder.BIG_ENDIAN, 0),
          EncodedPictures.exif(ByteOrder.LITTLE_ENDIAN, 9),
          cut,
          new byte[0],
          new byte[] {'I', 'I', 42, 0, -1, -1, -1, 127}
        }) {
      byte[] jpeg = EncodedPictures.jpeg(upright, exif);
      assertThat(PictureHeader.read(jpeg, "p").orientation()).isEqualTo(Orientation.NORMAL);
      assertSame("JPEG", Pictures.decode(jpeg, "p"), upright);
    }
  }
}
