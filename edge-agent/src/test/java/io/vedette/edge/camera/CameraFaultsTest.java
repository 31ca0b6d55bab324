package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.edge.Await;
import io.vedette.edge.camera.FaultyStream.Mode;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Network cameras that fail on a real connection, read by the real FFmpeg. */
class CameraFaultsTest {

  private static final Duration STALL = Duration.ofMillis(1_000);
  private static final Duration FROZEN = Duration.ofMillis(1_500);

  private static CameraConfig config(FaultyStream stream) {
    return CameraConfig.of("c", stream.url()).watched(STALL, FROZEN);
  }

  private static CameraState state(Camera camera) throws InterruptedException {
    camera.next(Duration.ofMillis(20));
    return camera.status().state();
  }

  private static void awaitFrames(Camera camera, int count) throws Exception {
    long from = camera.status().counts().captured();
    Await.until(
        "streaming",
        () ->
            state(camera) == CameraState.STREAMING
                && camera.status().counts().captured() >= from + count);
  }

  @Test
  void withTheDefaultsAStallIsNoticedWithinFiveSeconds() {
    CameraConfig config = CameraConfig.of("c", "rtsp://127.0.0.1/x");
    assertThat(config.stallAfter()).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SILENT", "BROKEN_PICTURES", "NOISE", "GONE"})
  void whateverGoesWrongIsShownSoonAndTheCameraComesBackByItself(Mode fault) throws Exception {
    isShownSoonAndOver(fault, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SILENT", "GONE"})
  void soItIsWhereMostPicturesArePassedOver(Mode fault) throws Exception {
    isShownSoonAndOver(fault, 4);
  }

  private static void isShownSoonAndOver(Mode fault, double fps) throws Exception {
    try (FaultyStream stream = FaultyStream.start();
        Camera camera = Camera.start(config(stream).withFps(fps))) {
      awaitFrames(camera, 3);
      long begun = System.nanoTime();
      stream.mode = fault;
      Await.until("noticed", () -> state(camera) != CameraState.STREAMING);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(STALL.plus(Duration.ofMillis(1_000)));
      assertThat(camera.status().error()).isNotEmpty().doesNotContain("\n");
      stream.mode = Mode.WELL;
      awaitFrames(camera, 3);
      assertThat(camera.status().error()).isEmpty();
    }
  }

  @Test
  void aFrozenPictureIsShownItsStreamOpenedAgainAndItStaysFrozenUntilItChanges() throws Exception {
    try (FaultyStream stream = FaultyStream.start();
        Camera camera = Camera.start(config(stream))) {
      awaitFrames(camera, 3);
      stream.mode = Mode.FROZEN;
      Await.until("frozen", () -> state(camera) == CameraState.FROZEN);
      assertThat(camera.status().error()).contains("same picture");
      Await.until("opened again", () -> stream.connections.get() >= 2);
      Await.until("still frozen", () -> state(camera) == CameraState.FROZEN);
      stream.mode = Mode.WELL;
      awaitFrames(camera, 3);
    }
  }

  @Test
  void anotherResolutionIsTakenAsItComes() throws Exception {
    try (FaultyStream stream = FaultyStream.start();
        Camera camera = Camera.start(config(stream))) {
      awaitFrames(camera, 3);
      stream.mode = Mode.LARGE;
      Await.until("large", () -> next(camera).picture().width() == 128);
      Frame frame = next(camera);
      assertThat(frame.picture().height()).isEqualTo(96);
      int middle = frame.picture().bgr()[(48 * 128 + 64) * 3] & 255;
      assertThat(middle).isBetween(35, 145);
      stream.mode = Mode.WELL;
      Await.until("small", () -> next(camera).picture().width() == 64);
    }
  }

  private static Frame next(Camera camera) throws InterruptedException {
    Frame frame = null;
    while (frame == null) {
      frame = camera.next(Duration.ofMillis(100));
    }
    return frame;
  }

  @Test
  void aCameraThatTakesACallAndSaysNothingKeepsNoOtherFromBeingOpened() throws Exception {
    try (ServerSocket mute = new ServerSocket(0);
        FaultyStream stream = FaultyStream.start()) {
      String url = "http://127.0.0.1:" + mute.getLocalPort() + "/";
      Duration patience = Duration.ofSeconds(20);
      try (Camera hangs = Camera.start(CameraConfig.of("m", url).watched(patience, FROZEN))) {
        mute.accept();
        try (Camera camera = Camera.start(config(stream))) {
          long begun = System.nanoTime();
          awaitFrames(camera, 3);
          assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(patience.dividedBy(2));
          assertThat(hangs.status().state()).isEqualTo(CameraState.CONNECTING);
        }
      }
    }
  }

  /** A driver that hangs for good in its first pictures, as often as it is opened. */
  private static final class Hanging implements SourceFactory {
    final CountDownLatch over = new CountDownLatch(1);
    final List<Thread> inside = new CopyOnWriteArrayList<>();
    volatile boolean hangs = true;

    @Override
    public Source open(CameraConfig camera) {
      return new FakeLiveSource() {
        private int n;

        @Override
        public Arrival next() throws IOException {
          if (hangs) {
            inside.add(Thread.currentThread());
            await();
          }
          pause();
          byte[] bgr = new byte[64 * 48 * 3];
          bgr[0] = (byte) n++;
          return memory -> new Picture(64, 48, bgr);
        }
      };
    }

    private void await() {
      while (over.getCount() > 0) {
        try {
          over.await();
        } catch (InterruptedException e) {
          // native code hears no interrupt
        }
      }
    }

    private static void pause() throws IOException {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  @Test
  void aReaderThatHangsIsReplacedAgainAndAgainWithFewThreadsLeftBehind() throws Exception {
    Hanging driver = new Hanging();
    CameraConfig config =
        CameraConfig.of("c", "driver").watched(Duration.ofMillis(50), Duration.ZERO);
    try (Camera camera = Camera.start(config, driver)) {
      Await.until(
          "as many as may hang",
          () -> state(camera) != null && camera.status().error().contains("hang inside"));
      assertThat(camera.status().counts().hung()).isEqualTo(Camera.MAX_HUNG);
      assertThat(driver.inside).hasSize(Camera.MAX_HUNG + 1);
      driver.hangs = false;
      driver.over.countDown();
      awaitFrames(camera, 3);
      assertThat(camera.status().counts().hung()).isZero();
      driver.inside.forEach(
          thread -> assertThat(thread.isAlive() && thread != driver.inside.get(3)).isFalse());
    }
  }

  @Test
  void aSlowPaceIsNoSilence() throws Exception {
    CameraConfig config =
        CameraConfig.of("c", "generated:boards?seed=1")
            .withFps(1)
            .watched(Duration.ofMillis(450), Duration.ZERO);
    try (Camera camera = Camera.start(config)) {
      for (int i = 0; i < 3; i++) {
        next(camera);
        assertThat(camera.status().state()).isEqualTo(CameraState.STREAMING);
      }
      assertThat(camera.status().counts().reconnects()).isZero();
      assertThat(camera.status().counts().hung()).isZero();
    }
  }
}
