package io.vedette.federated.train.example;

import io.vedette.detector.Box;
import io.vedette.detector.image.Raster;
import java.util.ArrayList;
import java.util.List;

/** A {@link Raster} that examples are drawn onto, each with its targets, through an affine map. */
final class ExampleCanvas implements AutoCloseable {

  private static final int GREY = 114;

  /** An object of which less is left is no target any more, share of its area. */
  private static final float LEAST_VISIBLE = 0.35f;

  /** Nor is one with a shorter side, pixels. */
  private static final float LEAST_SIDE = 2;

  private final Raster raster;
  private final List<Target> targets = new ArrayList<>();

  ExampleCanvas(int width, int height) {
    this.raster = new Raster(width, height, GREY);
  }

  /** Draws the part of an example that falls into a region, bilinear, and keeps what shows. */
  void draw(Example example, Affine map, Raster.Region region) {
    paint(example, map, region);
    example.targets().forEach(target -> keep(target, map, region));
  }

  /** Draws one object of an example into a region that lies within it. */
  void draw(Example example, Target target, Affine map, Raster.Region region) {
    paint(example, map, region);
    keep(target, map, region);
  }

  private void paint(Example example, Affine map, Raster.Region region) {
    raster.draw(example.picture(), map.inverse().numbers(), region);
  }

  private void keep(Target target, Affine map, Raster.Region region) {
    Box moved = map.apply(target.box());
    Box rest =
        new Box(
            Math.max(moved.x1(), region.x1()),
            Math.max(moved.y1(), region.y1()),
            Math.min(moved.x2(), region.x2()),
            Math.min(moved.y2(), region.y2()));
    if (rest.width() >= LEAST_SIDE
        && rest.height() >= LEAST_SIDE
        && rest.area() >= LEAST_VISIBLE * moved.area()) {
      targets.add(new Target(rest, target.classId()));
    }
  }

  /** What has been drawn, for changes of its light. */
  Raster raster() {
    return raster;
  }

  int width() {
    return raster.width();
  }

  int height() {
    return raster.height();
  }

  /** What shows so far. */
  List<Target> targets() {
    return targets;
  }

  Example example() {
    return new Example(raster.picture(), targets);
  }

  @Override
  public void close() {
    raster.close();
  }
}
