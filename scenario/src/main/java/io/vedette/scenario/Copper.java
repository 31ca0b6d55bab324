package io.vedette.scenario;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Where a board carries copper: a mask, row by row, one byte a pixel, 0 for ground and -1 (255) for
 * copper.
 */
final class Copper {
  private static final byte METAL = (byte) 255;

  final int width;
  final int height;
  private final BufferedImage image;
  private final byte[] cells;

  Copper(int width, int height) {
    this.width = width;
    this.height = height;
    image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    cells = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /** A pen that lays copper inside the given area; {@code Color.BLACK} makes it etch instead. */
  Graphics2D pen(Rectangle area) {
    Graphics2D pen = image.createGraphics();
    pen.setClip(area);
    pen.setColor(Color.WHITE);
    return pen;
  }

  Rectangle area() {
    return new Rectangle(0, 0, width, height);
  }

  /** The mask itself, shared: {@code [height * width]}. */
  byte[] cells() {
    return cells;
  }

  boolean inside(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  /** Whether there is copper; false outside the board. */
  boolean at(int x, int y) {
    return inside(x, y) && cells[y * width + x] != 0;
  }

  void set(int x, int y, boolean metal) {
    cells[y * width + x] = metal ? METAL : 0;
  }

  /**
   * How many pixels from a point (itself included) along a direction are of one kind.
   *
   * @return -1 if the board ends or the limit is reached before the kind changes
   */
  int run(double x, double y, double dx, double dy, boolean metal, int limit) {
    for (int step = 0; step < limit; step++) {
      int px = (int) Math.round(x + dx * step);
      int py = (int) Math.round(y + dy * step);
      if (!inside(px, py)) {
        return -1;
      }
      if (at(px, py) != metal) {
        return step;
      }
    }
    return -1;
  }

  /** Whether a disc is of one kind throughout, sampled on rings two pixels apart. */
  boolean uniform(int x, int y, int radius, boolean metal) {
    if (!inside(x - radius, y - radius) || !inside(x + radius, y + radius)) {
      return false;
    }
    for (int r = radius; r >= 0; r -= 2) {
      int points = Math.max(1, 3 * r);
      for (int i = 0; i < points; i++) {
        double angle = 2 * Math.PI * i / points;
        int px = x + (int) Math.round(r * Math.cos(angle));
        int py = y + (int) Math.round(r * Math.sin(angle));
        if (at(px, py) != metal) {
          return false;
        }
      }
    }
    return true;
  }
}
