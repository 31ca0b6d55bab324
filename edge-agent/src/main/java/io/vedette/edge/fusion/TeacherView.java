package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.view.Region;
import java.util.List;

/**
 * What the teacher saw in a region of one frame. About the rest of the frame it says nothing.
 *
 * @param objects that it can judge, each with the track id that it gets unless it is known
 * @param cut what it saw of objects that go on, or may, behind the region's border
 * @param millis the frame's time
 * @param back from the newest frame to that one, where the camera has moved since, pixels
 */
record TeacherView(
    List<TrackedDetection> objects,
    List<Detection> cut,
    Region region,
    long millis,
    PlaneTransform back) {

  /** For so long a verdict counts for places where the student sees nothing, milliseconds. */
  static final long LIFE_MILLIS = 2_000;

  /** Boxes that overlap less are two objects: student and teacher draw boxes differently. */
  static final float SAME_OBJECT = 0.3f;

  TeacherView {
    objects = List.copyOf(objects);
    cut = List.copyOf(cut);
  }

  /** Whether it would have seen an object at this place: where it has none, there is none. */
  boolean covers(Box box) {
    Box then = back.apply(box);
    return wasInView(then)
        && region.judges(then)
        && cut.stream().noneMatch(part -> part.box().iou(then) >= SAME_OBJECT);
  }

  /** While the camera stands, a box may reach over the picture's border. */
  private boolean wasInView(Box then) {
    return back.isIdentity()
        || then.centerX() > 0
            && then.centerY() > 0
            && then.centerX() < region.frameWidth()
            && then.centerY() < region.frameHeight();
  }

  /** The same after the camera moved. */
  TeacherView moved(PlaneTransform motion) {
    return new TeacherView(objects, cut, region, millis, motion.inverse().then(back));
  }

  boolean isRecent(long now) {
    return now - millis <= LIFE_MILLIS;
  }

  List<Detection> detections() {
    return objects.stream().map(TrackedDetection::detection).toList();
  }
}
