package io.vedette.edge.view;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A camera's masks, zones and rules.
 *
 * @param zones places by name, for events
 * @param masks places of no interest: no motion there counts, and no object
 * @param labels rules by label
 * @param drawn from the picture to that in which zones and masks were drawn, both 1 wide and high.
 *     An area at that picture's border goes on beyond it
 */
public record View(
    Map<String, Polygon> zones,
    List<Polygon> masks,
    Map<String, LabelRule> labels,
    PlaneTransform drawn) {

  /** Areas of the picture as it is. */
  public View(Map<String, Polygon> zones, List<Polygon> masks, Map<String, LabelRule> labels) {
    this(zones, masks, labels, PlaneTransform.IDENTITY);
  }

  /** Everything is of interest. */
  public static final View OPEN = new View(Map.of(), List.of(), Map.of());

  /**
   * A student's detections, sorted.
   *
   * @param shown at or above the threshold
   * @param peaks below the threshold, of interest and large enough
   */
  public record Sorted(List<Detection> shown, List<Detection> peaks) {}

  /**
   * @throws DetectorException when there is a rule for a label that the model does not know
   */
  public void check(String camera, Collection<String> known) throws DetectorException {
    for (String label : labels.keySet()) {
      if (!known.contains(label)) {
        throw new DetectorException(
            "camera " + camera + ": the model knows no label '" + label + "'; it knows " + known);
      }
    }
  }

  /**
   * Sorts a student's detections, in their order.
   *
   * @param threshold of labels without a rule
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  public Sorted sort(List<Detection> all, float threshold, int width, int height) {
    List<Detection> shown = new ArrayList<>();
    List<Detection> peaks = new ArrayList<>();
    for (Detection detection : all) {
      if (isOfInterest(detection, width, height)) {
        double rule = rule(detection).threshold();
        double least = rule > 0 ? rule : threshold;
        (detection.score() >= least ? shown : peaks).add(detection);
      }
    }
    return new Sorted(List.copyOf(shown), List.copyOf(peaks));
  }

  /** Whether it is large enough and in no mask. */
  public boolean isOfInterest(Detection detection, int width, int height) {
    double share = detection.box().clip(width, height).area() / ((double) width * height);
    return share >= rule(detection).minSize() && !isMasked(detection.box(), width, height);
  }

  private LabelRule rule(Detection detection) {
    return labels.getOrDefault(detection.label(), LabelRule.NONE);
  }

  /**
   * The same areas for a camera that has moved since they were drawn.
   *
   * @param moved from the picture in which they were drawn to the one now, pixels
   * @param width of both, pixels
   * @param height of both, pixels
   */
  public View moved(PlaneTransform moved, int width, int height) {
    return moved.isIdentity()
        ? this
        : new View(zones, masks, labels, moved.inverse().scaled(1.0 / width, 1.0 / height));
  }

  /** The same without zones: nobody knows where they are. */
  public View withoutZones() {
    return zones.isEmpty() ? this : new View(Map.of(), masks, labels, drawn);
  }

  /** Whether a place in the picture means something. */
  public boolean hasAreas() {
    return !zones.isEmpty() || !masks.isEmpty();
  }

  private boolean isMasked(Box box, int width, int height) {
    return masks.stream().anyMatch(mask -> holds(mask, box, width, height));
  }

  /** Whether a point is in a mask, 0 to 1 of width and height. */
  public boolean isMasked(double x, double y) {
    return masks.stream().anyMatch(mask -> holds(mask, x, y));
  }

  private boolean holds(Polygon area, double x, double y) {
    return drawn.isIdentity()
        ? area.holds(x, y)
        : area.holds(inPicture(drawn.x(x, y)), inPicture(drawn.y(x, y)));
  }

  /** The nearest place of the drawn picture, just inside: outlines on its border have no width. */
  private static double inPicture(double place) {
    return Math.min(Math.max(place, 1e-6), 1 - 1e-6);
  }

  /** Names of the zones that an object is in. */
  public Set<String> zonesOf(Box box, int width, int height) {
    Set<String> names = new TreeSet<>();
    zones.forEach(
        (name, zone) -> {
          if (holds(zone, box, width, height)) {
            names.add(name);
          }
        });
    return names;
  }

  /** Whether an object is in an area: the middle of its lower edge, where it touches the ground. */
  boolean holds(Polygon area, Box box, int width, int height) {
    return holds(area, box.centerX() / width, Math.min(box.y2(), height - 1) / height);
  }
}
