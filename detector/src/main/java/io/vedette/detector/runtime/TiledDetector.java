package io.vedette.detector.runtime;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.image.Tiling;
import io.vedette.detector.image.Tiling.Tile;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at large pictures tile by tile, and once as a whole, so that small objects keep their size;
 * the tiles of a picture go to the detector behind as one batch.
 */
public final class TiledDetector implements Detector {

  private final Detector behind;
  private final Cut cut;

  /** How a picture is cut. */
  public interface Cut {
    Tiling of(Picture picture);
  }

  /**
   * @param behind is closed with this one
   */
  public TiledDetector(Detector behind, Cut cut) {
    this.behind = behind;
    this.cut = cut;
  }

  /**
   * Tiles that shrink to half their size at most on their way into the detector.
   *
   * @param overlap share of a tile that it has in common with the next, 0 to 0.5
   */
  public static TiledDetector automatic(Detector behind, double overlap) {
    Tiling.checkOverlap(overlap);
    int inputWidth = behind.spec().input().width();
    int inputHeight = behind.spec().input().height();
    return new TiledDetector(
        behind, p -> Tiling.fitting(p.width(), p.height(), inputWidth, inputHeight, 2, overlap));
  }

  @Override
  public DetectorSpec spec() {
    return behind.spec();
  }

  @Override
  public String digest() {
    return behind.digest();
  }

  @Override
  public String runsOn() {
    return behind.runsOn();
  }

  @Override
  public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
    List<List<Detection>> answers = new ArrayList<>(pictures.size());
    for (Picture picture : pictures) {
      answers.add(look(picture));
    }
    return answers;
  }

  private List<Detection> look(Picture picture) throws DetectorException {
    Tiling tiling = cut.of(picture);
    if (tiling.count() == 1) {
      return behind.detect(picture);
    }
    List<Tile> tiles = new ArrayList<>(tiling.of(picture.width(), picture.height()));
    List<Picture> views = new ArrayList<>(tiles.size() + 1);
    for (Tile tile : tiles) {
      views.add(Pictures.crop(picture, tile));
    }
    tiles.add(new Tile(0, 0, picture.width(), picture.height()));
    views.add(picture);
    List<List<Detection>> answers = behind.detect(views);
    List<TileMerge.Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      for (Detection d : answers.get(i)) {
        Detection there =
            new Detection(d.box().shift(tile.x(), tile.y()), d.classId(), d.label(), d.score());
        sightings.add(new TileMerge.Sighting(there, tile));
      }
    }
    return new TileMerge(picture.width(), picture.height()).merged(sightings);
  }

  @Override
  public void close() {
    behind.close();
  }
}
