package io.vedette.edge.motion;

/**
 * How the whole picture moved since the one before.
 *
 * @param kind what is known of it
 * @param transform from the picture before to this one, pixels; the identity unless it moved
 * @param errorPixels expected error of a place moved by the transform, pixels
 */
public record GlobalMotion(Kind kind, PlaneTransform transform, double errorPixels) {

  /** What is known of a camera's motion. */
  public enum Kind {
    /** The camera stood still. */
    STILL,
    /** It moved, as the transform says. */
    MOVED,
    /** The picture changed, and no motion explains how. */
    UNKNOWN,
    /** The picture has too little texture to tell. */
    BLIND
  }

  public static final GlobalMotion STILL = of(Kind.STILL);
  public static final GlobalMotion UNKNOWN = of(Kind.UNKNOWN);
  public static final GlobalMotion BLIND = of(Kind.BLIND);

  private static GlobalMotion of(Kind kind) {
    return new GlobalMotion(kind, PlaneTransform.IDENTITY, 0);
  }

  /** The camera moved. */
  public static GlobalMotion moved(PlaneTransform transform, double errorPixels) {
    return new GlobalMotion(Kind.MOVED, transform, errorPixels);
  }

  public boolean hasMoved() {
    return kind == Kind.MOVED;
  }

  public boolean isUnknown() {
    return kind == Kind.UNKNOWN;
  }
}
