package io.vedette.detector.runtime;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.image.Tiling.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts together what overlapping tiles saw. Two detections of one class from different tiles are
 * one object where they agree about the region that both tiles saw: there, and only there, each was
 * able to see what the other says. So a box that a tile's border cuts meets its other half, or the
 * whole of itself in the next tile, however little of it lies in common.
 */
final class TileMerge {

  /** Overlap within the common region from which on two boxes are one object. */
  private static final float AGREES = 0.5f;

  /** A box that ends so near to a tile's inner border is cut by it, pixels. */
  private static final float AT_BORDER = 2;

  private final int width;
  private final int height;
  private final boolean classAgnostic;

  /**
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   * @param classAgnostic whether detections of different classes may be one object
   */
  TileMerge(int width, int height, boolean classAgnostic) {
    this.width = width;
    this.height = height;
    this.classAgnostic = classAgnostic;
  }

  /**
   * A detection in pixels of the picture.
   *
   * @param seenIn where the detector looked
   */
  record Sighting(Detection detection, Tile seenIn) {
    Box box() {
      return detection.box();
    }

    /** The same object with the same score, otherwise bounded. */
    Sighting as(Box box, Tile tile) {
      return new Sighting(
          new Detection(box, detection.classId(), detection.label(), detection.score()), tile);
    }
  }

  /** One detection for each object, highest score first. */
  List<Detection> merged(List<Sighting> sightings) {
    List<Sighting> kept = new ArrayList<>();
    sightings.stream()
        .sorted(Comparator.comparingDouble((Sighting s) -> s.detection().score()).reversed())
        .forEach(s -> add(s, kept));
    return kept.stream().map(Sighting::detection).toList();
  }

  private void add(Sighting next, List<Sighting> kept) {
    for (int i = 0; i < kept.size(); i++) {
      if (isSame(kept.get(i), next)) {
        kept.set(i, joined(kept.get(i), next));
        return;
      }
    }
    kept.add(next);
  }

  private boolean isSame(Sighting a, Sighting b) {
    boolean rivals = classAgnostic || a.detection().classId() == b.detection().classId();
    if (!rivals || a.seenIn().equals(b.seenIn())) {
      return false;
    }
    Box both = common(a.seenIn().box(), b.seenIn().box());
    return common(a.box(), both).iou(common(b.box(), both)) > AGREES;
  }

  /** The surer one's word, except where its tile cut the object and the other saw more of it. */
  private Sighting joined(Sighting surer, Sighting other) {
    if (!isCut(surer)) {
      return surer;
    }
    if (!isCut(other)) {
      return surer.as(other.box(), other.seenIn());
    }
    Box a = surer.box();
    Box b = other.box();
    Box around =
        new Box(
            Math.min(a.x1(), b.x1()),
            Math.min(a.y1(), b.y1()),
            Math.max(a.x2(), b.x2()),
            Math.max(a.y2(), b.y2()));
    return surer.as(around, surer.seenIn());
  }

  /** Whether the box ends at a border of its tile that is no border of the picture. */
  private boolean isCut(Sighting sighting) {
    Box box = sighting.box();
    Box tile = sighting.seenIn().box();
    return (tile.x1() > 0 && box.x1() - tile.x1() < AT_BORDER)
        || (tile.y1() > 0 && box.y1() - tile.y1() < AT_BORDER)
        || (tile.x2() < width && tile.x2() - box.x2() < AT_BORDER)
        || (tile.y2() < height && tile.y2() - box.y2() < AT_BORDER);
  }

  private static Box common(Box a, Box b) {
    return new Box(
        Math.max(a.x1(), b.x1()),
        Math.max(a.y1(), b.y1()),
        Math.min(a.x2(), b.x2()),
        Math.min(a.y2(), b.y2()));
  }
}
