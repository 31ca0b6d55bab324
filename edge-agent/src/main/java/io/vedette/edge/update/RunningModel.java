package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.TileSpec;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.StudentDetector;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model of one student, and its cameras with the model that each runs: the student's, or, where
 * a camera has just come, the one that it came with. Whoever changes it holds the {@link #lock}, so
 * that no camera comes or goes while a version is tested and tried. Anyone may read.
 */
public final class RunningModel {

  private final ReentrantLock lock = new ReentrantLock();
  private volatile StudentModel model;
  private volatile Map<Pipeline, StudentModel> cameras = Map.of();

  public RunningModel(StudentModel model) {
    this.model = model;
  }

  public StudentModel model() {
    return model;
  }

  public List<Pipeline> cameras() {
    return List.copyOf(cameras.keySet());
  }

  /** Cameras that run another model than the student's. */
  public List<Pipeline> pending() {
    return cameras.entrySet().stream()
        .filter(entry -> entry.getValue().detectors() != model.detectors())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * A camera comes, with the model that it runs. Waits while a version is tried.
   *
   * @param runs its model, which stays until the student's is swapped in
   */
  public void join(Pipeline camera, StudentModel runs) {
    lock();
    try {
      runs(camera, runs);
    } finally {
      unlock();
    }
  }

  /**
   * A camera goes. Waits while a version is tried.
   *
   * @return the model that it runs
   */
  public StudentModel leave(Pipeline camera) {
    lock();
    try {
      Map<Pipeline, StudentModel> left = new LinkedHashMap<>(cameras);
      StudentModel runs = left.remove(camera);
      cameras = Collections.unmodifiableMap(left);
      return runs == null ? model : runs;
    } finally {
      unlock();
    }
  }

  /** What must be done before a camera's detector is replaced. */
  public interface Preparation {
    void run() throws IOException;
  }

  /**
   * Replaces a camera's detector by one of the same model with other tiles. Waits while a version
   * is tried.
   *
   * @param tiles null: those that the model wants
   * @param first done when the new detector is open
   * @return false when the camera is not the student's; nothing has changed
   * @throws IOException of {@code first}; nothing has changed
   * @throws DetectorException when there is no such detector; nothing has changed
   */
  public boolean retile(Pipeline camera, @Nullable TileSpec tiles, Preparation first)
      throws IOException, DetectorException, InterruptedException {
    lock.lockInterruptibly();
    try {
      StudentModel runs = cameras.get(camera);
      if (runs == null) {
        return false;
      }
      StudentDetector next = runs.detectors().open(tiles);
      try {
        first.run();
      } catch (IOException | RuntimeException e) {
        next.close();
        throw e;
      }
      camera.replace(next);
      return true;
    } finally {
      unlock();
    }
  }

  /** The model that a camera of the student runs. */
  public StudentModel of(String cameraId) {
    return cameras.entrySet().stream()
        .filter(entry -> entry.getKey().cameraId().equals(cameraId))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(model);
  }

  void lock() {
    lock.lock();
  }

  boolean lock(long nanos) throws InterruptedException {
    return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
  }

  void unlock() {
    lock.unlock();
  }

  /** A camera runs this model from now on. */
  void runs(Pipeline camera, StudentModel runs) {
    Map<Pipeline, StudentModel> changed = new LinkedHashMap<>(cameras);
    changed.put(camera, runs);
    cameras = Collections.unmodifiableMap(changed);
  }

  /** The student and all its cameras run this model from now on. */
  void runs(StudentModel next) {
    cameras().forEach(camera -> runs(camera, next));
    model = next;
  }

  /**
   * What the cameras' detectors run on, and why on nothing better: a line for each that differs.
   */
  public List<String> runsOn() {
    return detectors().map(StudentDetector::runsOn).distinct().toList();
  }

  /** Answers of the cameras' detectors that were no boxes. A shared session counts once. */
  public long droppedAnswers() {
    LongStream counts = detectors().mapToLong(StudentDetector::droppedAnswers);
    return model.detectors().areSeparate() ? counts.sum() : counts.max().orElse(0);
  }

  private Stream<StudentDetector> detectors() {
    return cameras().stream()
        .map(Pipeline::latest)
        .flatMap(Optional::stream)
        .map(FrameResult::student);
  }
}
