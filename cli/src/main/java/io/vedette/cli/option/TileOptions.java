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
          "Detect on large pictures in N columns and M rows of overlapping tiles, and on the"
              + " whole; auto: as many as keep each from shrinking to less than half; 1x1: only the"
              + " whole (default: as the model says).")
  private @Nullable String tiles;

  @Range(least = 0, most = 0.9)
  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      description =
          "Share of a tile that it has in common with the next, 0 to 0.5; at least as wide as"
              + " the largest object that a border may cut (default: 0.2).")
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
