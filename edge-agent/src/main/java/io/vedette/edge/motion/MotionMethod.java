package io.vedette.edge.motion;

/** A way to find the motion between two pictures of one camera. Used by one thread. */
public interface MotionMethod {

  /** Its name in the configuration. */
  String name();

  /**
   * Compares two pictures of the same size.
   *
   * @param guess of the motion, pixels of the full picture
   * @return pixels of the full picture
   */
  GlobalMotion between(GreyPicture before, GreyPicture now, PlaneTransform guess);
}
