package io.vedette.cli.option;

import io.vedette.cli.check.Range;
import io.vedette.detector.DetectorException;
import io.vedette.detector.TileSpec;
import io.vedette.detector.head.Hints;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether large pictures are looked at piece by piece; a mixin. */
public final class TileOptions {

  @Option(
      names = "--tiles",
      paramLabel = "auto|NxM",
      description =
          "Look at large pictures in N columns and M rows of overlapping tiles, and as a whole;"
              + " auto: so many that none shrinks to less than half; 1x1: only as a whole (default:"
              + " as the model says).")
  private @Nullable String tiles;

  @Range(least = 0, most = 0.9)
  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      description =
          "Of a tile, in common with the next, 0 to 0.5; the largest object that a border may cut"
              + " should fit in (default: 0.2).")
  private @Nullable Double overlap;

  /** What the user says about a model, with the tiles that were asked for. */
  public Hints over(Hints hints) throws DetectorException {
    if (tiles == null) {
      return hints;
    }
    try {
      return hints.withTiles(new TileSpec(tiles, overlap));
    } catch (IllegalArgumentException e) {
      throw new DetectorException("--tiles: " + e.getMessage(), e);
    }
  }
}
