package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.FrameImage;
import io.vedette.edge.motion.AreaPlacement;
import io.vedette.edge.motion.AreaPlacement.Placement;
import io.vedette.edge.motion.CameraMotion;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.GreyPicture;
import io.vedette.edge.motion.MotionMethods;
import io.vedette.edge.motion.MotionSetting;
import io.vedette.edge.view.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a camera moves, and where its masks and zones lie in the newest picture. Used by the frame
 * loop's thread; others may read the status.
 */
final class SceneMotion {

  /** Frames whose verdicts may still come. */
  private static final int MAX_REMEMBERED = 500;

  private final @Nullable CameraMotion camera;
  private final @Nullable AreaPlacement placement;
  private View drawn;
  private View view;
  private GlobalMotion motion = GlobalMotion.STILL;

  /** Of frames in which areas lay elsewhere than they were drawn, by their times. */
  private final Map<Long, View> moved =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, View> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private volatile MotionStatus status = MotionStatus.NONE;

  /**
   * @param view areas as they are drawn, in the picture that comes first
   */
  SceneMotion(MotionSetting setting, View view) {
    this.camera = setting.isOn() ? new CameraMotion(MotionMethods.of(setting.method())) : null;
    this.placement = setting.isOn() ? new AreaPlacement(MotionMethods.of(setting.method())) : null;
    this.drawn = view;
    this.view = view;
  }

  /**
   * Other areas hold from the next picture on. Where they differ they were drawn in a picture of
   * now.
   */
  void look(View changed) {
    boolean redrawn =
        !changed.masks().equals(drawn.masks()) || !changed.zones().equals(drawn.zones());
    drawn = changed;
    moved.clear();
    view = changed;
    if (redrawn && placement != null) {
      placement.redraw();
    }
  }

  /** Takes in the next picture, of which no objects are known. */
  GlobalMotion next(FrameImage image) {
    return next(image, List.of());
  }

  /**
   * Takes in the next picture; how the camera moved since the one before.
   *
   * @param things objects of the picture before, which may move by themselves
   */
  GlobalMotion next(FrameImage image, List<Detection> things) {
    if (camera == null || placement == null) {
      return motion;
    }
    motion = camera.next(image, things.stream().map(Detection::box).toList());
    GreyPicture newest = camera.newest();
    Placement placed =
        newest == null || !drawn.hasAreas() ? Placement.FIXED : placement.next(motion, newest);
    view = placed(placed, image.width(), image.height());
    boolean closed = !placed.isKnown() && !drawn.masks().isEmpty();
    status =
        new MotionStatus(
            camera.isMoving(),
            drawn.hasAreas() ? placed.problem() : "",
            status.withheld() + (closed ? 1 : 0),
            closed);
    return motion;
  }

  private View placed(Placement placed, int width, int height) {
    return placed.isKnown() ? drawn.moved(placed.since(), width, height) : drawn.withoutZones();
  }

  /** Masks and zones where they lie in the newest picture. */
  View view() {
    return view;
  }

  /** The newest picture is that of a frame; its view is remembered for late verdicts. */
  void remember(long millis) {
    if (!view.equals(drawn)) {
      moved.put(millis, view);
    }
  }

  /** Masks and zones where they lay in an earlier frame. */
  View viewAt(long millis) {
    return moved.getOrDefault(millis, drawn);
  }

  /** How the camera moved since the picture before. */
  GlobalMotion motion() {
    return motion;
  }

  /** Whether masks cannot be placed: the newest picture must not leave the frame loop's memory. */
  boolean isClosed() {
    return status.closed();
  }

  /** The newest picture or one of the same place, small and grey; null: none is kept. */
  @Nullable GreyPicture grey() {
    return camera == null ? null : camera.newest();
  }

  MotionStatus status() {
    return status;
  }
}
