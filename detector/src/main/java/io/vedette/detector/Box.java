package io.vedette.detector;

/** A rectangle in pixels of the original picture: x to the right, y downwards, origin top left. */
public record Box(float x1, float y1, float x2, float y2) {

  public float width() {
    return Math.max(0, x2 - x1);
  }

  public float height() {
    return Math.max(0, y2 - y1);
  }

  public float area() {
    return width() * height();
  }

  public float centerX() {
    return (x1 + x2) / 2;
  }

  public float centerY() {
    return (y1 + y2) / 2;
  }

  /** Intersection over union with another box, 0 to 1; 0 where both are empty. */
  public float iou(Box other) {
    float w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
    float h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    float intersection = w * h;
    return intersection / (area() + other.area() - intersection);
  }

  /** The part of this box inside a picture of the given size, pixels. */
  public Box clip(int pictureWidth, int pictureHeight) {
    return new Box(
        within(x1, pictureWidth),
        within(y1, pictureHeight),
        within(x2, pictureWidth),
        within(y2, pictureHeight));
  }

  private static float within(float value, int limit) {
    return Math.min(Math.max(value, 0), limit);
  }

  /** This box moved by the given pixels. */
  public Box shift(float dx, float dy) {
    return new Box(x1 + dx, y1 + dy, x2 + dx, y2 + dy);
  }
}
