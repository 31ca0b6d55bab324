package io.vedette.wire.camera;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tiles in which a camera's pictures are looked at, as they are written.
 *
 * @param grid columns and rows, "3x2"; "auto"; "1x1": no tiles
 * @param overlap share of a tile that it has in common with the next, 0 to 0.5; null: the usual one
 */
public record TileGrid(String grid, @Nullable Double overlap) {

  private static final Pattern GRID = Pattern.compile("auto|[1-9]\\d{0,2}x[1-9]\\d{0,2}");

  /**
   * @throws IllegalArgumentException in one line, when there are no such tiles
   */
  public TileGrid {
    if (grid == null || !GRID.matcher(grid).matches()) {
      throw new IllegalArgumentException(
          "tiles '" + grid + "': give columns and rows as 3x2, auto, or 1x1 for none");
    }
    if (overlap != null && !(overlap >= 0 && overlap <= 0.5)) {
      throw new IllegalArgumentException("tiles: overlap " + overlap + " is not 0 to 0.5");
    }
  }

  /** Those of a grid, with the usual overlap. */
  public static TileGrid valueOf(String grid) {
    return new TileGrid(grid, null);
  }

  /** For people: "3x2", "3x2, overlap 0.3". */
  public String words() {
    return overlap == null ? grid : grid + ", overlap " + overlap;
  }
}
