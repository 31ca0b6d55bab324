package io.vedette.edge.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.motion.CameraMotion;
import io.vedette.edge.motion.MotionMethods;
import io.vedette.edge.motion.MovedPictures;
import io.vedette.edge.motion.PlaneTransform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A film whose motion and objects are known: estimated motion against none. */
class FilmInMotionTest {

  private static final int FRAMES = 30;
  private static final int THINGS = 6;

  private final MovedPictures plane = new MovedPictures(41);

  /** The camera swings, faster than its small objects are wide. */
  private static PlaneTransform camera(int frame) {
    double swing = Math.sin(frame * 1.3);
    return PlaneTransform.similarity(1, 0.03 * swing, 320, 240, 28 * swing, 16 * swing);
  }

  private static Box thing(int i, int frame) {
    double x = 140 + 70 * i;
    double y = 120 + 110 * (i % 3);
    Box box = new Box((float) x, (float) y, (float) x + 24, (float) y + 24);
    return camera(frame).apply(box);
  }

  private int switches(boolean compensates) {
    CameraMotion camera = new CameraMotion(MotionMethods.of("flow"));
    Tracker tracker = new Tracker(new AtomicLong()::incrementAndGet);
    Map<Integer, Long> numbers = new HashMap<>();
    int switches = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      Picture picture = plane.after(camera(frame));
      PlaneTransform motion = camera.next(picture).transform();
      List<Detection> seen = new ArrayList<>();
      for (int i = 0; i < THINGS; i++) {
        seen.add(new Detection(thing(i, frame), 0, "person", 0.9f));
      }
      TrackedFrame tracked =
          tracker.update(
              seen,
              List.of(),
              200L * frame,
              640,
              480,
              compensates ? motion : PlaneTransform.IDENTITY);
      for (int i = 0; i < THINGS; i++) {
        Long before = numbers.put(i, tracked.seen().get(i).trackId());
        switches += before != null && before != tracked.seen().get(i).trackId() ? 1 : 0;
      }
    }
    return switches;
  }

  @Test
  void estimatedMotionLeavesAtMostHalfOfTheIdentitySwitches() {
    int without = switches(false);
    assertThat(without).isGreaterThan(20);
    assertThat(switches(true)).isLessThanOrEqualTo(without / 2);
  }
}
