package io.vedette.federated.train.example;

import io.vedette.detector.Box;
import io.vedette.detector.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A picture that other pictures are drawn onto, each with its targets, through an affine map. */
public final class Canvas {

  /** An object of which less is left is no target any more, share of its area. */
  private static final float LEAST_VISIBLE = 0.35f;

  /** Nor is one with a shorter side, pixels. */
  private static final float LEAST_SIDE = 2;

  private final int width;
  private final int height;
  private final byte[] bgr;
  private final List<Target> targets = new ArrayList<>();

  Canvas(int width, int height, int grey) {
    this.width = width;
    this.height = height;
    this.bgr = new byte[width * height * 3];
    Arrays.fill(bgr, (byte) grey);
  }

  /** A rectangle of the canvas: x1 and y1 inside, x2 and y2 outside. */
  record Region(int x1, int y1, int x2, int y2) {}

  Region whole() {
    return new Region(0, 0, width, height);
  }

  /** Draws the part of an example that falls into a region, bilinear. */
  void draw(Example example, Affine map, Region region) {
    Affine back = map.inverse();
    Picture source = example.picture();
    for (int y = region.y1(); y < region.y2(); y++) {
      for (int x = region.x1(); x < region.x2(); x++) {
        double sx = back.x(x + 0.5, y + 0.5) - 0.5;
        double sy = back.y(x + 0.5, y + 0.5) - 0.5;
        if (sx > -1 && sy > -1 && sx < source.width() && sy < source.height()) {
          sample(source, sx, sy, (y * width + x) * 3);
        }
      }
    }
    example.targets().forEach(target -> keep(target, map, region));
  }

  private void sample(Picture source, double sx, double sy, int at) {
    int x = (int) Math.floor(sx);
    int y = (int) Math.floor(sy);
    int shareX = (int) ((sx - x) * 256);
    int shareY = (int) ((sy - y) * 256);
    int left = Math.max(x, 0) * 3;
    int right = Math.min(x + 1, source.width() - 1) * 3;
    int upper = Math.max(y, 0) * source.width() * 3;
    int lower = Math.min(y + 1, source.height() - 1) * source.width() * 3;
    byte[] pixels = source.bgr();
    for (int channel = 0; channel < 3; channel++) {
      int a = pixels[upper + left + channel] & 0xff;
      int b = pixels[upper + right + channel] & 0xff;
      int c = pixels[lower + left + channel] & 0xff;
      int d = pixels[lower + right + channel] & 0xff;
      int above = (a << 8) + (b - a) * shareX;
      int below = (c << 8) + (d - c) * shareX;
      int mixed = (above << 8) + (below - above) * shareY;
      bgr[at + channel] = (byte) ((mixed + 0x8000) >> 16);
    }
  }

  private void keep(Target target, Affine map, Region region) {
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

  /** The pixels, for changes in place. */
  byte[] pixels() {
    return bgr;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  Example example() {
    return new Example(new Picture(width, height, bgr), targets);
  }
}
