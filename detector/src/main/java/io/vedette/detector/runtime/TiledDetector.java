package io.vedette.detector.runtime;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.TileSpec;
import io.vedette.detector.head.Nms;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.image.Tiling;
import io.vedette.detector.image.Tiling.Tile;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at large pictures tile by tile, and once as a whole, so that small objects keep their size;
 * the tiles of a picture go to the detector behind as one batch.
 */
final class TiledDetector implements Detector {

  private final Detector behind;
  private final DetectorSpec spec;

  private TiledDetector(Detector behind, DetectorSpec spec) {
    this.behind = behind;
    this.spec = spec;
  }

  /**
   * A detector that looks at pictures in these tiles; the detector itself if pictures are not cut.
   *
   * @param behind looks at pictures as they are; closed with the one that is given back
   */
  static Detector over(Detector behind, TileSpec tiles) {
    return tiles.cuts() ? new TiledDetector(behind, behind.spec().withTiles(tiles)) : behind;
  }

  @Override
  public DetectorSpec spec() {
    return spec;
  }

  @Override
  public String digest() {
    return behind.digest();
  }

  @Override
  public String runsOn() {
    return behind.runsOn() + ", tiles " + spec.tiles().grid();
  }

  @Override
  public long droppedAnswers() {
    return behind.droppedAnswers();
  }

  @Override
  public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
    List<List<Detection>> answers = new ArrayList<>(pictures.size());
    for (Picture picture : pictures) {
      answers.add(look(picture));
    }
    return answers;
  }

  @Override
  public List<Detection> detect(FrameImage image) throws DetectorException {
    return tiling(image).count() == 1 ? behind.detect(image) : look(image.picture());
  }

  private List<Detection> look(Picture picture) throws DetectorException {
    Tiling tiling = tiling(picture);
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
    return new TileMerge(picture.width(), picture.height(), Nms.isClassAgnostic(spec))
        .merged(sightings);
  }

  private Tiling tiling(FrameImage picture) throws DetectorException {
    try {
      return Tiling.by(spec.tiles(), picture.width(), picture.height(), spec.input());
    } catch (IllegalArgumentException e) {
      String size = picture.width() + "x" + picture.height();
      throw new DetectorException(
          "a picture of " + size + ": " + e.getMessage() + "; give columns and rows as 3x2", e);
    }
  }

  @Override
  public void close() {
    behind.close();
  }
}
