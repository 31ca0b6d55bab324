package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model on its way to some cameras: tested on recent frames of each, swapped in on trial, and
 * then kept or taken back. Used by one thread, which holds the lock of the cameras' {@link
 * RunningModel}.
 */
final class CameraSwap {

  private static final Logger log = LoggerFactory.getLogger(CameraSwap.class);

  /** So long a model waits for cameras without frames, at most. */
  static final Duration MAX_TRIAL = Duration.ofSeconds(30);

  private final StudentDetectors model;
  private final List<Pipeline> cameras;
  private final UpdateConfig config;
  private final List<StudentDetector> opened = new ArrayList<>();

  /**
   * How a trial went.
   *
   * @param answered cameras that gave the model enough frames in time
   * @param gapMillis the longest gap of any of them
   */
  record Trial(int answered, double gapMillis) {}

  CameraSwap(StudentDetectors model, List<Pipeline> cameras, UpdateConfig config) {
    this.model = model;
    this.cameras = List.copyOf(cameras);
    this.config = config;
  }

  /**
   * Opens a detector for each camera, warm and tested.
   *
   * @param runningMillis how fast the camera's model of now is, milliseconds for a frame
   * @throws UpdateException when the model does not pass; nothing stays open
   */
  void test(ToDoubleFunction<Pipeline> runningMillis) throws UpdateException, DetectorException {
    try {
      for (Pipeline camera : cameras) {
        List<Picture> frames = frames(camera);
        if (opened.isEmpty()) {
          SelfTest.checkFinite(model.model(), model.spec(), frames.get(0));
        }
        StudentDetector detector = camera.open(model);
        opened.add(detector);
        double median =
            new SelfTest(config.maxLatencyFactor())
                .check(detector, frames, runningMillis.applyAsDouble(camera));
        log.info("self-test: {} frames, median {} ms", frames.size(), median);
      }
    } catch (UpdateException | DetectorException | RuntimeException e) {
      discard();
      throw e;
    }
  }

  /** Recent frames of a camera; a grey picture where it has given none yet. */
  private List<Picture> frames(Pipeline camera) {
    List<Picture> recent = camera.recent();
    if (!recent.isEmpty()) {
      return recent.subList(Math.max(0, recent.size() - config.selfTestFrames()), recent.size());
    }
    int width = model.spec().input().width();
    int height = model.spec().input().height();
    byte[] grey = new byte[width * height * 3];
    Arrays.fill(grey, (byte) 114);
    return List.of(new Picture(width, height, grey));
  }

  /** Closes what {@link #test} opened, instead of a trial. */
  void discard() {
    opened.forEach(StudentDetector::close);
    opened.clear();
  }

  /** Swaps the tested detectors in, on trial. */
  List<CompletableFuture<Double>> begin() {
    List<CompletableFuture<Double>> trials = new ArrayList<>();
    Iterator<StudentDetector> next = opened.iterator();
    for (Pipeline camera : cameras) {
      trials.add(camera.swap(next.next()));
    }
    return trials;
  }

  /**
   * Waits until the cameras have given enough frames, for 30 s at most.
   *
   * @param deadlineNanos on the clock of {@link System#nanoTime}
   * @throws UpdateException when a camera's first frames fail
   * @throws InterruptedException as it says; the caller takes the model back in any case
   */
  static Trial await(List<CompletableFuture<Double>> trials, long deadlineNanos)
      throws UpdateException, InterruptedException {
    long until = Math.min(deadlineNanos, System.nanoTime() + MAX_TRIAL.toNanos());
    int answered = 0;
    double gap = 0;
    for (CompletableFuture<Double> trial : trials) {
      try {
        gap = Math.max(gap, trial.get(until - System.nanoTime(), TimeUnit.NANOSECONDS));
        answered++;
      } catch (TimeoutException e) {
        log.info("a camera gave no frames to the new version in time");
      } catch (ExecutionException e) {
        throw new UpdateException("first frames: " + e.getMessage(), e);
      }
    }
    return new Trial(answered, gap);
  }

  void keep() {
    cameras.forEach(Pipeline::keep);
  }

  void goBack(String reason) {
    cameras.forEach(camera -> camera.goBack(reason));
  }
}
