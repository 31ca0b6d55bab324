package io.vedette.edge.motion;

import io.vedette.detector.Box;
import io.vedette.detector.FrameImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one camera. While it stands still, only a few patches of each picture are looked at; once
 * most of them have moved, whole pictures are compared until it has been still for a while. Used by
 * one thread.
 */
public final class CameraMotion {

  /** A camera that has not moved for so many frames is only watched. */
  private static final int FRAMES_TO_REST = 8;

  /** The patches are taken anew after so many frames: light and objects change. */
  private static final int FRAMES_TO_RENEW = 100;

  /** The same where there is too little to watch. */
  private static final int FRAMES_TO_LOOK_AGAIN = 10;

  /** Motion below this is rest, pixels of the small picture. */
  private static final double AT_REST = 0.25;

  private final MotionMethod method;
  private @Nullable GreyPicture before;
  private @Nullable StillWatch watch;
  private PlaneTransform last = PlaneTransform.IDENTITY;
  private int framesStill;
  private int framesWatched;

  public CameraMotion(MotionMethod method) {
    this.method = method;
  }

  /** Takes in the next picture, of which no objects are known. */
  public GlobalMotion next(FrameImage image) {
    return next(image, List.of());
  }

  /**
   * Takes in the next picture; how the camera moved since the one before.
   *
   * @param things objects of the picture before, which may move by themselves, pixels
   */
  public GlobalMotion next(FrameImage image, List<Box> things) {
    StillWatch patches = watch;
    if (patches != null && patches.fits(image)) {
      int frames = patches.canTell() ? FRAMES_TO_RENEW : FRAMES_TO_LOOK_AGAIN;
      boolean renew = ++framesWatched >= frames;
      if (!renew && (!patches.canTell() || patches.isStill(image))) {
        return patches.canTell() ? GlobalMotion.STILL : GlobalMotion.BLIND;
      }
    }
    return compare(image, things);
  }

  private GlobalMotion compare(FrameImage image, List<Box> things) {
    GreyPicture now = GreyPicture.of(image);
    GreyPicture earlier = before;
    if (earlier == null || !earlier.hasSizeOf(now)) {
      before = now;
      last = PlaneTransform.IDENTITY;
      rest(image, now, things);
      return earlier == null ? GlobalMotion.STILL : GlobalMotion.UNKNOWN;
    }
    GlobalMotion motion = rested(between(earlier, now, things), now);
    last = motion.transform();
    boolean rests =
        motion.kind() == GlobalMotion.Kind.STILL || motion.kind() == GlobalMotion.Kind.BLIND;
    if (!rests) {
      before = now;
      framesStill = 0;
      watch = null;
    } else if (watch != null || ++framesStill >= FRAMES_TO_REST) {
      before = now;
      rest(image, now, things);
    } else if (motion.kind() == GlobalMotion.Kind.BLIND) {
      before = now;
    }
    // Else later pictures are compared with the same one, so that slow motion adds up.
    return motion;
  }

  /** A camera that pans goes on, and one that shakes turns back. */
  private GlobalMotion between(GreyPicture earlier, GreyPicture now, List<Box> things) {
    GlobalMotion motion = method.between(earlier, now, last, things);
    return motion.isUnknown() && !last.isIdentity()
        ? method.between(earlier, now, PlaneTransform.IDENTITY, things)
        : motion;
  }

  private static GlobalMotion rested(GlobalMotion motion, GreyPicture now) {
    double limit = AT_REST * Math.max(now.scaleX(), now.scaleY());
    boolean rests =
        motion.hasMoved() && motion.transform().farthest(now.fullWidth(), now.fullHeight()) < limit;
    return rests ? GlobalMotion.STILL : motion;
  }

  private void rest(FrameImage image, GreyPicture now, List<Box> things) {
    watch = StillWatch.of(image, now, things);
    framesWatched = 0;
    framesStill = 0;
  }

  /** Whether the camera moves, or moved shortly before. */
  public boolean isMoving() {
    return watch == null;
  }

  /**
   * The latest picture that later ones are compared with, small and grey; null before the first. It
   * may be older than the newest picture, and shows the same place.
   */
  public @Nullable GreyPicture newest() {
    return before;
  }
}
