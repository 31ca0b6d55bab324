package io.vedette.edge.escalate.framing;

import io.vedette.detector.Box;
import io.vedette.edge.view.Region;
import java.util.List;

/**
 * The smallest rectangle around all uncertain places, with context, which helps a detector.
 *
 * <p>It has the frame's proportions, so that a teacher that stretches its input sees objects in
 * their usual shape. It is the whole frame where nothing is uncertain, where the rectangle would be
 * nearly the whole frame, and when the whole frame was not sent for a second: errors at places that
 * seem certain are found in no other way.
 */
final class RegionFraming implements Framing {

  /** Context on each side, share of the extent of the uncertain places. */
  private static final double CONTEXT = 0.25;

  /** Least width and height, share of the frame's. */
  private static final double LEAST = 0.3;

  /** A region with a larger share of the frame's area is not worth it. */
  private static final double MOST = 0.6;

  /** Longest time without a whole frame, seconds. */
  private static final double PARTIAL_SECONDS = 1;

  @Override
  public String name() {
    return "regions";
  }

  @Override
  public Region frame(UncertainRegions uncertain, int width, int height) {
    if (uncertain.places().isEmpty() || uncertain.secondsSinceWhole() > PARTIAL_SECONDS) {
      return Region.whole(width, height);
    }
    Box all = around(uncertain.places()).clip(width, height);
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

  /** The start of a side with a given middle and length, moved into the frame. */
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
