package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.edge.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a student's model on those of its cameras that came with another one. Each is tested and
 * tried for itself; one on which that fails keeps what it has. A camera without frames takes the
 * model, too: it was confirmed on this device.
 */
final class CameraAdoption {

  private static final Logger log = LoggerFactory.getLogger(CameraAdoption.class);

  private final RunningModel running;
  private final UpdateConfig config;
  private final Map<String, String> refusing = new ConcurrentHashMap<>();

  /** A camera that the model is on trial on. */
  private record Trial(Pipeline camera, CameraSwap swap, List<CompletableFuture<Double>> passed) {}

  CameraAdoption(RunningModel running, UpdateConfig config) {
    this.running = running;
    this.config = config;
  }

  /** Cameras that could not take the model, and why. */
  Map<String, String> refusing() {
    return new TreeMap<>(refusing);
  }

  /** Another model is on all cameras now. */
  void forget() {
    refusing.clear();
  }

  /**
   * Tests and tries, for 30 s at most where cameras give no frames.
   *
   * @throws InterruptedException as it says; cameras whose trial has not ended keep what they had
   */
  void run() throws InterruptedException {
    running.lock();
    try {
      refusing.keySet().retainAll(running.cameras().stream().map(Pipeline::cameraId).toList());
      StudentModel model = running.model();
      List<Trial> trials = begin(model);
      try {
        long deadline = System.nanoTime() + CameraSwap.MAX_TRIAL.toNanos();
        while (!trials.isEmpty()) {
          end(trials.get(0), model, deadline);
          trials.remove(0);
        }
      } finally {
        trials.forEach(trial -> trial.swap().goBack("the camera keeps its model"));
      }
    } finally {
      running.unlock();
    }
  }

  private List<Trial> begin(StudentModel model) {
    List<Trial> trials = new ArrayList<>();
    for (Pipeline camera : running.pending()) {
      camera.expectSwap();
      CameraSwap swap = new CameraSwap(model.detectors(), List.of(camera), config);
      try {
        // The model that the camera runs now is another deployment's: it may be far faster.
        swap.test(any -> Double.MAX_VALUE);
        trials.add(new Trial(camera, swap, swap.begin()));
      } catch (UpdateException | DetectorException | RuntimeException e) {
        refuse(camera, String.valueOf(e.getMessage()));
      }
    }
    return trials;
  }

  private void end(Trial trial, StudentModel model, long deadlineNanos)
      throws InterruptedException {
    Pipeline camera = trial.camera();
    try {
      CameraSwap.await(trial.passed(), deadlineNanos);
      trial.swap().keep();
      running.runs(camera, model);
      refusing.remove(camera.cameraId());
      log.info("camera {} runs {}", camera.cameraId(), model.installed().words());
    } catch (UpdateException e) {
      // The frame loop has gone back by itself.
      refuse(camera, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(Pipeline camera, String reason) {
    refusing.put(camera.cameraId(), reason);
    log.warn("camera {} keeps its model: {}", camera.cameraId(), reason);
  }
}
