package io.vedette.detector.image.header;

import io.vedette.detector.Box;

/**
 * How a stored picture must be turned to be shown upright: the eight values of EXIF's tag {@code
 * Orientation} in their order, 1 to 8. Rotations are clockwise.
 */
public enum Orientation {
  NORMAL(false, false, false),
  FLIP_HORIZONTAL(false, true, false),
  ROTATE_180(false, true, true),
  FLIP_VERTICAL(false, false, true),
  TRANSPOSE(true, false, false),
  ROTATE_90(true, true, false),
  TRANSVERSE(true, true, true),
  ROTATE_270(true, false, true);

  private final boolean transposes;
  private final boolean flipsX;
  private final boolean flipsY;

  /** Rows and columns are exchanged first, then the result is flipped. */
  Orientation(boolean transposes, boolean flipsX, boolean flipsY) {
    this.transposes = transposes;
    this.flipsX = flipsX;
    this.flipsY = flipsY;
  }

  /** The orientation of EXIF's value; what is outside 1 to 8 is shown as stored. */
  public static Orientation ofExif(long value) {
    return value >= 1 && value <= values().length ? values()[(int) value - 1] : NORMAL;
  }

  /** Whether rows become columns. */
  public boolean transposes() {
    return transposes;
  }

  /** Whether left and right are exchanged, after transposing. */
  public boolean flipsX() {
    return flipsX;
  }

  /** Whether top and bottom are exchanged, after transposing. */
  public boolean flipsY() {
    return flipsY;
  }

  /** The size at which a picture of the stored size is displayed. */
  public PictureSize display(PictureSize stored) {
    return transposes ? new PictureSize(stored.height(), stored.width()) : stored;
  }

  /** A box of the stored picture, in pixels of the displayed one. */
  public Box display(Box box, PictureSize stored) {
    PictureSize displayed = display(stored);
    float x1 = transposes ? box.y1() : box.x1();
    float y1 = transposes ? box.x1() : box.y1();
    float x2 = transposes ? box.y2() : box.x2();
    float y2 = transposes ? box.x2() : box.y2();
    return new Box(
        flipsX ? displayed.width() - x2 : x1,
        flipsY ? displayed.height() - y2 : y1,
        flipsX ? displayed.width() - x1 : x2,
        flipsY ? displayed.height() - y1 : y2);
  }
}
