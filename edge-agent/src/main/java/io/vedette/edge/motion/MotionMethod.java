package io.vedette.edge.motion;

import io.vedette.detector.Box;
import java.util.List;

/** A way to find the motion between two pictures of one camera. Used by one thread. */
public interface MotionMethod {

  /** Its name in the configuration. */
  String name();

  /**
   * Compares two pictures of the same size.
   *
   * @param guess of the motion, pixels of the full picture
   * @param things of the first picture that may move by themselves, pixels of the full picture
   * @return pixels of the full picture
   */
  GlobalMotion between(GreyPicture before, GreyPicture now, PlaneTransform guess, List<Box> things);
}
