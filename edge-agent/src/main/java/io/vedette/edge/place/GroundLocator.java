package io.vedette.edge.place;

import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.GroundPosition.NotLocated;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Where on the ground a point of a picture lies.
 *
 * <p>The line of sight is followed in earth-centred coordinates to the first height of the terrain
 * above it. The error is propagated linearly: each source of error is moved by one standard
 * deviation to both sides, and the larger of the two offsets is its share (Wolf and Ghilani,
 * Adjustment Computations, chapter 6, with one-sided differences: at a flat angle the far side is
 * the longer one). A share that misses the ground on one side means that the line of sight is too
 * close to the horizon to say anything.
 */
public final class GroundLocator {

  private static final int SOURCES = 10;
  private static final int MAX_STEPS = 20_000;

  private final Terrain terrain;
  private final double reach;

  /**
   * @param reach metres from the camera beyond which nothing is located
   */
  public GroundLocator(Terrain terrain, double reach) {
    this.terrain = terrain;
    this.reach = reach;
  }

  /**
   * @param x of the point, fraction of the picture's width
   * @param y of the point, fraction of the picture's height
   */
  public GroundPosition locate(CameraPose pose, Lens lens, double x, double y, PoseErrors errors) {
    OptionalDouble below = terrain.height(pose.at());
    if (below.isEmpty()) {
      return new NotLocated("the ground below the camera is not known");
    }
    if (pose.altitude() <= below.getAsDouble()) {
      return new NotLocated("the camera is not above the ground");
    }
    if (pose.altitude() - below.getAsDouble() <= errors.vertical()) {
      return new NotLocated("too low for the accuracy of its height");
    }
    double[] hit = intersect(new Attempt(pose, lens, x, y), 0);
    if (hit == null) {
      return new NotLocated(missed(pose, lens, x, y));
    }
    double northNorth = 0;
    double northEast = 0;
    double eastEast = 0;
    for (int source = 0; source < SOURCES; source++) {
      double[] less = intersectMoved(pose, lens, x, y, errors, source, -1);
      double[] more = intersectMoved(pose, lens, x, y, errors, source, 1);
      if (less == null || more == null) {
        return new NotLocated("too close to the horizon for the accuracy of its direction");
      }
      double[] by = longer(offset(hit, less), offset(hit, more));
      northNorth += by[0] * by[0];
      northEast += by[0] * by[1];
      eastEast += by[1] * by[1];
    }
    return new Located(
        new GeoPoint(hit[0], hit[1]),
        hit[2],
        hit[3],
        ErrorEllipse.ofCovariance(northNorth, northEast, eastEast));
  }

  private record Attempt(CameraPose pose, Lens lens, double x, double y) {}

  private double @Nullable [] intersectMoved(
      CameraPose pose, Lens lens, double x, double y, PoseErrors errors, int source, double side) {
    Attitude a = pose.attitude();
    GeoPoint at = pose.at();
    double altitude = pose.altitude();
    double raised = 0;
    Lens moved = lens;
    switch (source) {
      case 0 -> at = Wgs84.moved(at, side * errors.horizontal(), 0);
      case 1 -> at = Wgs84.moved(at, 0, side * errors.horizontal());
      case 2 -> altitude += side * errors.vertical();
      case 3 -> a = new Attitude(a.yaw() + side * errors.yaw(), a.pitch(), a.roll());
      case 4 -> a = new Attitude(a.yaw(), a.pitch() + side * errors.pitch(), a.roll());
      case 5 -> a = new Attitude(a.yaw(), a.pitch(), a.roll() + side * errors.roll());
      case 6 -> x += side * errors.pixel();
      case 7 -> y += side * errors.pixel() * lens.focalY() / lens.focalX();
      case 8 -> moved = lens.zoomed(1 + side * errors.focal());
      default -> raised = side * errors.terrain();
    }
    return intersect(new Attempt(new CameraPose(at, altitude, a), moved, x, y), raised);
  }

  private static String missed(CameraPose pose, Lens lens, double x, double y) {
    double[] d = down(pose, lens, x, y);
    return d[2] <= 0 ? "above the horizon" : "no known ground within reach";
  }

  /** Unit direction of sight in north, east, down. */
  private static double[] down(CameraPose pose, Lens lens, double x, double y) {
    double[] c = lens.direction(x, y);
    double[][] m = pose.attitude().matrix();
    double[] d = new double[3];
    for (int i = 0; i < 3; i++) {
      d[i] = m[i][0] * c[0] + m[i][1] * c[1] + m[i][2] * c[2];
    }
    double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    return new double[] {d[0] / length, d[1] / length, d[2] / length};
  }

  /** Latitude, longitude, height and distance of the first ground on the line; null for none. */
  private double @Nullable [] intersect(Attempt attempt, double raised) {
    CameraPose pose = attempt.pose();
    double[] d = down(pose, attempt.lens(), attempt.x(), attempt.y());
    double[] from = Wgs84.toEarth(pose.at().latitude(), pose.at().longitude(), pose.altitude());
    double[] ray = Wgs84.toEarthDirection(pose.at().latitude(), pose.at().longitude(), d);
    double step = Math.max(terrain.resolution() / 2, reach / MAX_STEPS);
    double near = 0;
    while (near < reach) {
      double far = Math.min(reach, near + nextStep(from, ray, near, step, raised, d[2]));
      double above = clearance(from, ray, far, raised);
      if (Double.isNaN(above)) {
        return null;
      }
      if (above <= 0) {
        return refine(from, ray, near, far, raised);
      }
      near = far;
    }
    return null;
  }

  /** On flat ground the whole way can be one step, as far as the earth's curve permits. */
  private double nextStep(
      double[] from, double[] ray, double near, double step, double raised, double downwards) {
    if (!Double.isInfinite(step)) {
      return step;
    }
    double above = clearance(from, ray, near, raised);
    return downwards > 0.01 ? above / downwards * 1.001 + 1e-6 : reach / 512;
  }

  private double[] refine(double[] from, double[] ray, double near, double far, double raised) {
    for (int i = 0; i < 60 && far - near > 1e-4; i++) {
      double middle = (near + far) / 2;
      if (!(clearance(from, ray, middle, raised) > 0)) {
        far = middle;
      } else {
        near = middle;
      }
    }
    double[] hit = Wgs84.toGeodetic(along(from, ray, far));
    return new double[] {hit[0], hit[1], hit[2], far};
  }

  /** Metres above the ground; NaN where the ground is unknown, which ends the line of sight. */
  private double clearance(double[] from, double[] ray, double distance, double raised) {
    double[] at = Wgs84.toGeodetic(along(from, ray, distance));
    OptionalDouble ground = terrain.height(new GeoPoint(at[0], at[1]));
    return ground.isPresent() ? at[2] - ground.getAsDouble() - raised : Double.NaN;
  }

  private static double[] along(double[] from, double[] ray, double distance) {
    return new double[] {
      from[0] + ray[0] * distance, from[1] + ray[1] * distance, from[2] + ray[2] * distance
    };
  }

  /** Metres north, east and down from a hit to another. */
  private static double[] offset(double[] hit, double[] other) {
    double[] from = Wgs84.toEarth(hit[0], hit[1], hit[2]);
    double[] to = Wgs84.toEarth(other[0], other[1], other[2]);
    return Wgs84.toLocal(
        hit[0], hit[1], new double[] {to[0] - from[0], to[1] - from[1], to[2] - from[2]});
  }

  private static double[] longer(double[] a, double[] b) {
    return Math.hypot(a[0], a[1]) > Math.hypot(b[0], b[1]) ? a : b;
  }
}
