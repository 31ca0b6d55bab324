package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.view.Region;
import java.util.List;

/**
 * What a verdict says of a frame: the whole truth about a region of it, and nothing about the rest.
 *
 * @param objects that it judges, each with the number that it gets unless it is known
 * @param cut what it saw of objects that go on, or may, behind the region's border
 */
record TeacherView(List<TrackedDetection> objects, List<Detection> cut, Region region) {

  TeacherView {
    objects = List.copyOf(objects);
    cut = List.copyOf(cut);
  }

  /** Whether it would have spoken of an object at a place: where it has none there is none. */
  boolean denies(Box box) {
    return region.judges(box)
        && cut.stream().noneMatch(part -> part.box().iou(box) >= ObjectMatcher.SAME_OBJECT);
  }

  List<Detection> detections() {
    return objects.stream().map(TrackedDetection::detection).toList();
  }
}
