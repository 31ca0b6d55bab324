package io.vedette.edge.motion;

import io.vedette.detector.Box;
import java.util.List;

/**
 * Sparse optical flow: corners are followed, and the transform that most of them agree on is the
 * camera's, if they lie all over the picture. What moves by itself disagrees, or lies in one part.
 */
final class FlowMotion implements MotionMethod {

  /** Fewer corners tell nothing. */
  private static final int LEAST_CORNERS = 16;

  /** Fewer that agree do not make a motion; nor does a smaller share of those followed. */
  private static final int LEAST_INLIERS = 12;

  private static final double LEAST_SHARE = 0.35;

  /** With such a share nearly nothing disagrees, and corners may lie in one part of the picture. */
  private static final double CLEAR_SHARE = 0.7;

  /** With this share of the corners at rest the camera is at rest, whatever the others do. */
  private static final double STILL_SHARE = 0.3;

  /** A corner that moved by less is at rest, pixels of the small picture. */
  private static final double AT_REST = 0.35;

  private final String name;
  private final TransformModel model;
  private final OpticalFlow flow = new OpticalFlow();

  FlowMotion(String name, TransformModel model) {
    this.name = name;
    this.model = model;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public GlobalMotion between(
      GreyPicture before, GreyPicture now, PlaneTransform guess, List<Box> things) {
    float[] corners = CornerFinder.of(before, things);
    if (corners.length < 2 * LEAST_CORNERS) {
      return GlobalMotion.BLIND;
    }
    double scaleX = before.scaleX();
    double scaleY = before.scaleY();
    List<GreyPicture> first = OpticalFlow.pyramid(before);
    List<GreyPicture> second = OpticalFlow.pyramid(now);
    float[] followed = flow.follow(first, second, corners, guess.scaled(1 / scaleX, 1 / scaleY));
    PointPairs pairs = PointPairs.known(corners, followed);
    if (pairs.count() < LEAST_INLIERS) {
      return GlobalMotion.UNKNOWN;
    }
    int still = PointPairs.count(pairs.within(AT_REST, PlaneTransform.IDENTITY));
    if (still >= Math.max(LEAST_INLIERS, STILL_SHARE * pairs.count())
        && pairs.isSpread(PlaneTransform.IDENTITY, before.width(), before.height())) {
      return GlobalMotion.STILL;
    }
    RobustFit fit = RobustFit.of(pairs, model);
    if (fit == null
        || fit.inliers() < Math.max(LEAST_INLIERS, LEAST_SHARE * pairs.count())
        || !fit.transform().isSound(before.width(), before.height())) {
      return GlobalMotion.UNKNOWN;
    }
    if (fit.inliers() < CLEAR_SHARE * pairs.count()
        && !pairs.isSpread(fit.transform(), before.width(), before.height())) {
      return GlobalMotion.BLIND;
    }
    // Of a fit to n points, a place near the border has about twice the error of the mean.
    double error = 2 * fit.deviation() / Math.sqrt(fit.inliers()) * Math.max(scaleX, scaleY);
    return GlobalMotion.moved(fit.transform().scaled(scaleX, scaleY), error);
  }
}
