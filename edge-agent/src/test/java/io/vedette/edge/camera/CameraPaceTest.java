package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.edge.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Live cameras that give more, or less, than is wanted of them. */
class CameraPaceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A live camera whose pictures are numbered 1, 2 … */
  private static final class Numbered extends FakeLiveSource {
    private final IntUnaryOperator pause;
    private final int brokenEvery;
    final AtomicInteger come = new AtomicInteger();
    final AtomicInteger taken = new AtomicInteger();
    volatile boolean gone;

    /**
     * @param pause milliseconds before a picture, by its number
     * @param brokenEvery every so many-th picture cannot be decoded; 0: none
     */
    Numbered(IntUnaryOperator pause, int brokenEvery) {
      this.pause = pause;
      this.brokenEvery = brokenEvery;
    }

    @Override
    public Arrival next() throws IOException, DetectorException {
      try {
        Thread.sleep(pause.applyAsInt(come.get() + 1));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (gone) {
        throw new IOException("gone");
      }
      int number = come.incrementAndGet();
      if (brokenEvery > 0 && number % brokenEvery == 0) {
        throw new DetectorException("broken");
      }
      return memory -> {
        taken.incrementAndGet();
        assertThat(come).hasValue(number);
        byte[] bgr = new byte[64 * 48 * 3];
        bgr[0] = (byte) number;
        bgr[1] = (byte) (number >> 8);
        return new Picture(64, 48, bgr);
      };
    }
  }

  private static int number(Frame frame) {
    byte[] bgr = frame.picture().bgr();
    return (bgr[0] & 255) | (bgr[1] & 255) << 8;
  }

  private static Camera start(Source source, double fps) {
    CameraConfig config =
        CameraConfig.of("c", "numbered").withFps(fps).watched(PATIENCE, Duration.ZERO);
    return Camera.start(config, c -> source);
  }

  @Test
  void onlyWhatIsTakenBecomesAPicture() throws Exception {
    Numbered source = new Numbered(n -> 5, 0);
    try (Camera camera = start(source, 10)) {
      Await.until("eight taken", () -> camera.status().counts().captured() >= 8);
      source.gone = true;
      Await.until("gone", () -> camera.status().state() == CameraState.FAILED);
      assertThat(camera.status().counts().captured()).isEqualTo(source.taken.get());
      assertThat(source.come.get()).isGreaterThan(3 * source.taken.get());
    }
  }

  @Test
  void aCameraSlowerThanIsWantedLosesNoPicture() throws Exception {
    Numbered source = new Numbered(n -> 60, 0);
    try (Camera camera = start(source, 20)) {
      Await.until("eight taken", () -> camera.status().counts().captured() >= 8);
      source.gone = true;
      Await.until("gone", () -> camera.status().state() == CameraState.FAILED);
      assertThat(source.taken.get()).isEqualTo(source.come.get());
    }
  }

  @Test
  void aPictureThatWasNotDueWhenItWasAskedForIsTakenIfItIsWhenItComes() throws Exception {
    Numbered source = new Numbered(n -> n < 6 ? 5 : 3_000, 0);
    try (Camera camera = start(source, 0.5)) {
      assertThat(number(camera.next(PATIENCE))).isEqualTo(1);
      assertThat(number(camera.next(PATIENCE))).isEqualTo(6);
    }
  }

  @Test
  void brokenPicturesAreCountedAmongThosePassedOver() throws Exception {
    Numbered source = new Numbered(n -> 5, 3);
    try (Camera camera = start(source, 2)) {
      Await.until("broken ones", () -> camera.status().counts().corrupt() >= 20);
      source.gone = true;
      Await.until("gone", () -> camera.status().state() == CameraState.FAILED);
      assertThat(camera.status().counts().corrupt()).isEqualTo(source.come.get() / 3);
      assertThat(source.taken).hasValueLessThan(8);
    }
  }

  @Test
  void whereOnePictureAnHourIsWantedTheCameraIsSeenToLive() throws Exception {
    Numbered source = new Numbered(n -> 5, 0);
    CameraConfig config =
        CameraConfig.of("c", "numbered")
            .withFps(1 / 3600.0)
            .watched(Duration.ofMillis(800), Duration.ZERO);
    try (Camera camera = Camera.start(config, c -> source)) {
      assertThat(number(camera.next(PATIENCE))).isEqualTo(1);
      Await.until("four hundred passed over", () -> source.come.get() > 400);
      assertThat(camera.next(Duration.ofMillis(1))).isNull();
      assertThat(camera.status().state()).isEqualTo(CameraState.STREAMING);
      assertThat(camera.status().counts().reconnects()).isZero();
      assertThat(camera.status().counts().captured()).isOne();
    }
  }

  /** The stream's pictures are brighter by one each, twenty a second. */
  @Test
  void ofARealStreamEveryFifthIsTakenAsItComes() throws Exception {
    try (FaultyStream stream = FaultyStream.start();
        Camera camera = Camera.start(CameraConfig.of("c", stream.url()).withFps(4))) {
      List<Integer> seen = new ArrayList<>();
      List<Integer> late = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Frame frame = camera.next(PATIENCE);
        int sent = stream.sent;
        seen.add((frame.picture().bgr()[0] & 255) - FaultyStream.DARKEST);
        late.add(sent - 1 - seen.get(i));
      }
      int steps = seen.get(7) - seen.get(1);
      assertThat(steps).as("%s", seen).isBetween(24, 40);
      assertThat(late.stream().mapToInt(Integer::intValue).min().orElseThrow())
          .as("%s", late)
          .isBetween(-1, 2);
    }
  }
}
