package io.vedette.cli.escalation;

import java.util.List;

/**
 * What a policy reaches at each share of frames sent up.
 *
 * @param policy its name
 * @param points by rising share
 */
public record Curve(String policy, List<Point> points) {

  public Curve {
    points = List.copyOf(points);
  }

  /**
   * One share.
   *
   * @param share of the frames sent up, 0 to 1
   * @param f1 at IoU 0.50, 0 to 1
   * @param ap COCO's AP at IoU 0.50; -1 where it was not measured
   * @param kilobytes sent up for each frame looked at
   */
  public record Point(double share, double f1, double ap, double kilobytes) {

    /** The same share with another value. */
    public Point withF1(double value) {
      return new Point(share, value, ap, kilobytes);
    }
  }

  /** The point at a share; of several the first. */
  public Point at(double share) {
    return points.stream()
        .filter(point -> Math.abs(point.share() - share) < 1e-9)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no point at " + share));
  }
}
