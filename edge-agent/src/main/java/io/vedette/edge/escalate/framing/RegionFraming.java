package io.vedette.edge.escalate.framing;

import io.vedette.detector.Box;
import io.vedette.edge.view.Region;
import java.util.List;

/**
 * The smallest rectangle that holds all doubtful places, with context around it: a detector tells
 * an object better by what surrounds it.
 *
 * <p>It has the frame's own proportions, so that a teacher whose input is stretched sees objects in
 * the shape that it knows. Where nothing is doubtful, where the rectangle would be nearly all of
 * the frame, and where the whole frame was not looked at for a while, it is the whole frame: what
 * nobody doubts is found in no other way.
 */
final class RegionFraming implements Framing {

  /** Context around the doubtful places, share of their extent on each side. */
  private static final double CONTEXT = 0.25;

  /** Least width and height, share of the frame's. */
  private static final double LEAST = 0.3;

  /** A region of more than so much of the frame's area saves next to nothing. */
  private static final double MOST = 0.6;

  /** For so long no more than regions may be asked about, seconds. */
  private static final double PARTIAL_SECONDS = 1;

  @Override
  public String name() {
    return "regions";
  }

  @Override
  public Region frame(UncertainRegions doubtful, int width, int height) {
    if (doubtful.places().isEmpty() || doubtful.secondsSinceWhole() > PARTIAL_SECONDS) {
      return Region.whole(width, height);
    }
    Box all = around(doubtful.places()).clip(width, height);
    double scale =
        Math.max(LEAST, (1 + 2 * CONTEXT) * Math.max(all.width() / width, all.height() / height));
    if (scale * scale > MOST) {
      return Region.whole(width, height);
    }
    int w = (int) Math.ceil(scale * width);
    int h = (int) Math.ceil(scale * height);
    return new Region(
        from(all.centerX(), w, width), from(all.centerY(), h, height), w, h, width, height);
  }

  /**
   * Where a side of a length begins that has a point in its middle, as far as the frame lets it.
   */
  private static int from(float middle, int length, int limit) {
    return Math.max(0, Math.min(limit - length, Math.round(middle - length / 2f)));
  }

  private static Box around(List<Box> places) {
    Box all = places.get(0);
    for (Box place : places) {
      all =
          new Box(
              Math.min(all.x1(), place.x1()),
              Math.min(all.y1(), place.y1()),
              Math.max(all.x2(), place.x2()),
              Math.max(all.y2(), place.y2()));
    }
    return all;
  }
}
