package io.vedette.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TileSpecTest {

  @Test
  void theWholeIsOneLookMoreThanTheTiles() {
    assertThat(TileSpec.valueOf("3x2").looks()).isEqualTo(7);
    assertThat(TileSpec.valueOf("3x2").overlap()).isEqualTo(0.2);
    assertThat(TileSpec.valueOf("1x2").looks()).isEqualTo(3);
    assertThat(new TileSpec("1x1", 0.4)).isEqualTo(TileSpec.WHOLE);
    assertThat(TileSpec.WHOLE.looks()).isEqualTo(1);
    assertThat(TileSpec.valueOf("auto").cuts()).isTrue();
  }

  @Test
  void whatIsNoTilingIsSaidInOneLine() {
    for (String grid : new String[] {"", "2", "0x2", "2x", "2 x 2", "2x-1", "many", null}) {
      assertThatThrownBy(() -> TileSpec.valueOf(grid))
          .hasMessageContaining("tiles '" + grid + "': give columns and rows as 3x2, auto");
    }
    assertThatThrownBy(() -> TileSpec.valueOf("100x3")).hasMessageContaining("100x3 are not 1 to");
    assertThatThrownBy(() -> new TileSpec("2x2", 0.7)).hasMessageContaining("0.7 is not 0 to 0.5");
  }
}
