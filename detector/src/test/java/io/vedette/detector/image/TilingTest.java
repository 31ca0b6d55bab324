package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Tiling.Tile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TilingTest {

  @Test
  void tilesCoverThePictureAndOverlapAsMuchAsAsked() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      int width = 50 + random.nextInt(4000);
      int height = 50 + random.nextInt(4000);
      Tiling tiling =
          new Tiling(1 + random.nextInt(6), 1 + random.nextInt(6), random.nextDouble() / 2);
      List<Tile> tiles = tiling.of(width, height);
      assertThat(tiles).hasSize(tiling.count());
      Tile last = tiles.get(tiles.size() - 1);
      assertThat(tiles.get(0).x() + tiles.get(0).y()).isZero();
      assertThat(last.x() + last.width()).isEqualTo(width);
      assertThat(last.y() + last.height()).isEqualTo(height);
      for (int column = 1; column < tiling.columns(); column++) {
        Tile before = tiles.get(column - 1);
        int common = before.x() + before.width() - tiles.get(column).x();
        assertThat(common).isGreaterThanOrEqualTo((int) (tiling.overlap() * before.width()) - 1);
      }
    }
  }

  @Test
  void noTileIsLargerThanTheDetectorCanSee() {
    Tiling tiling = Tiling.fitting(3840, 2160, 640, 640, 2, 0.2);
    assertThat(tiling.of(3840, 2160))
        .allMatch(tile -> tile.width() <= 1280 && tile.height() <= 1280);
    assertThat(tiling).isEqualTo(new Tiling(4, 2, 0.2));
    assertThat(Tiling.fitting(1280, 720, 640, 640, 2, 0.2).count()).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Tiling(0, 1, 0.2)).hasMessageContaining("0x1");
    assertThatThrownBy(() -> new Tiling(100, 100, 0.2)).hasMessageContaining("256");
    assertThatThrownBy(() -> new Tiling(2, 2, 0.7)).hasMessageContaining("overlap");
  }

  @Test
  void aTileIsThatPartOfThePicture() {
    byte[] bgr = new byte[5 * 4 * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) i;
    }
    Picture part = Pictures.crop(new Picture(5, 4, bgr), new Tile(3, 1, 2, 3));
    assertThat(part.bgr()).hasSize(18).startsWith(24, 25, 26, 27, 28, 29, 39, 40);
  }
}
