package io.vedette.cli.detect;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.image.Tiling;
import io.vedette.detector.runtime.TiledDetector;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether large pictures are looked at piece by piece; a mixin. */
final class TileOptions {

  private static final Pattern GRID = Pattern.compile("(\\d{1,3})x(\\d{1,3})");

  @Option(
      names = "--tiles",
      paramLabel = "auto|NxM",
      description =
          "Look at large pictures in N columns and M rows of overlapping tiles, and as a whole;"
              + " auto: so many that none shrinks to less than half.")
  private @Nullable String tiles;

  @Option(
      names = "--overlap",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description =
          "Of a tile, in common with the next, 0 to 0.5; the largest object that a border may cut"
              + " should fit in (default: ${DEFAULT-VALUE}).")
  private double overlap;

  /** The detector, or one around it that cuts pictures up. */
  Detector over(Detector detector) throws DetectorException {
    if (tiles == null) {
      return detector;
    }
    try {
      if (tiles.equals("auto")) {
        return TiledDetector.automatic(detector, overlap);
      }
      Matcher grid = GRID.matcher(tiles);
      if (!grid.matches()) {
        throw new IllegalArgumentException("'" + tiles + "'");
      }
      Tiling tiling =
          new Tiling(Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2)), overlap);
      return new TiledDetector(detector, picture -> tiling);
    } catch (IllegalArgumentException e) {
      detector.close();
      throw new DetectorException(
          "--tiles: " + e.getMessage() + "; give auto or columns and rows as 3x2", e);
    }
  }
}
