package io.vedette.edge.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.PlaneTransform;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tracks of things that stand and walk before a camera that is turned. */
class MovingCameraTest {

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  /** The ids that one thing had while the camera shook, with and without its motion. */
  private static int ids(long seed, boolean compensated) {
    Random random = new Random(seed);
    Tracker tracker = new Tracker(new AtomicLong()::incrementAndGet);
    PlaneTransform camera = PlaneTransform.IDENTITY;
    Set<Long> ids = new HashSet<>();
    for (int frame = 0; frame < 40; frame++) {
      PlaneTransform step =
          PlaneTransform.similarity(
              1 + 0.02 * random.nextGaussian(),
              0.02 * random.nextGaussian(),
              640,
              360,
              40 * random.nextGaussian(),
              30 * random.nextGaussian());
      PlaneTransform back = camera.inverse();
      camera = camera.then(step);
      // It swings around its middle place, as a shaking camera does.
      step = frame % 2 == 0 ? step : back;
      camera = frame % 2 == 0 ? camera : PlaneTransform.IDENTITY;
      Box walking = new Box(600 + 4 * frame, 300, 640 + 4 * frame, 380);
      Detection seen = new Detection(camera.apply(walking), 0, "person", 0.9f);
      TrackedFrame tracked =
          tracker.update(
              List.of(seen),
              List.of(),
              1_000 + 40L * frame,
              WIDTH,
              HEIGHT,
              compensated ? step : PlaneTransform.IDENTITY);
      ids.add(tracked.seen().get(0).trackId());
    }
    return ids.size();
  }

  @Test
  void anObjectKeepsItsTrackWhileTheCameraShakes() {
    int without = 0;
    for (long seed = 0; seed < 10; seed++) {
      assertThat(ids(seed, true)).isEqualTo(1);
      without += ids(seed, false);
    }
    assertThat(without).isGreaterThan(20);
  }

  @Test
  void placeSizeSpeedsAndVariancesGoWithThePicture() {
    BoxFilter filter =
        new BoxFilter(
            new KalmanFilter(100, 10, 4, 1, 2),
            new KalmanFilter(200, -20, 9, 2, 3),
            new KalmanFilter(40, 5, 1, 0, 1),
            new KalmanFilter(80, 0, 1, 0, 1));
    BoxFilter turned = filter.moved(PlaneTransform.similarity(2, Math.PI / 2, 0, 0, 1_000, 0));
    assertThat(turned.x().x()).isCloseTo(1_000 - 400, within(1e-3));
    assertThat(turned.y().x()).isCloseTo(200, within(1e-3));
    assertThat(turned.x().v()).isCloseTo(40, within(1e-9));
    assertThat(turned.y().v()).isCloseTo(20, within(1e-9));
    assertThat(turned.x().xx()).isCloseTo(36, within(1e-9));
    assertThat(turned.y().vv()).isCloseTo(8, within(1e-9));
    assertThat(turned.width().x()).isCloseTo(160, within(1e-3));
    assertThat(turned.height().x()).isCloseTo(80, within(1e-3));
    assertThat(turned.height().v()).isCloseTo(10, within(1e-3));
    assertThat(turned.width().xx()).isCloseTo(4, within(1e-3));
  }

  @Test
  void aPanIsNoSpeedOfTheObject() {
    Tracker tracker = new Tracker(new AtomicLong()::incrementAndGet);
    TrackedFrame last = null;
    for (int frame = 0; frame < 20; frame++) {
      Detection seen =
          new Detection(new Box(100 + 30 * frame, 300, 140 + 30 * frame, 380), 0, "person", 0.9f);
      last =
          tracker.update(
              List.of(seen),
              List.of(),
              40L * frame,
              WIDTH,
              HEIGHT,
              frame == 0 ? PlaneTransform.IDENTITY : PlaneTransform.shift(30, 0));
    }
    assertThat(last.tracks()).singleElement().extracting(Track::hits).isEqualTo(20);
    assertThat(last.tracks().get(0).velocityX()).isCloseTo(0, within(1f));
  }
}
