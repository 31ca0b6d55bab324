package io.vedette.edge.pipeline;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The frame loops of all cameras of an agent, in the configuration's order. */
public final class Pipelines implements AutoCloseable {

  private final Map<String, Pipeline> byCamera;
  private final StudentConfig config;

  private Pipelines(Map<String, Pipeline> byCamera, StudentConfig config) {
    this.byCamera = Collections.unmodifiableMap(byCamera);
    this.config = config;
  }

  /**
   * Starts a frame loop for each camera.
   *
   * @param cameras owned from now on, in order
   * @param students opened once for each camera
   * @param listeners called in their order with every result, on the frame loops' threads; each
   *     must return at once
   * @throws DetectorException when a camera has a rule for a label that the model does not know, or
   *     the model cannot be opened
   */
  public static Pipelines start(
      Map<CameraConfig, Camera> cameras,
      StudentDetectors students,
      StudentConfig config,
      List<Consumer<FrameResult>> listeners)
      throws DetectorException {
    List<Consumer<FrameResult>> all = List.copyOf(listeners);
    Map<String, Pipeline> started = new LinkedHashMap<>();
    try {
      for (Map.Entry<CameraConfig, Camera> entry : cameras.entrySet()) {
        CameraConfig camera = entry.getKey();
        camera.view().check(camera.id(), students.labels());
        started.put(
            camera.id(),
            Pipeline.start(
                entry.getValue(),
                camera.view(),
                students.open(camera.tiles()),
                config,
                result -> all.forEach(listener -> listener.accept(result))));
      }
    } catch (DetectorException | RuntimeException e) {
      started.values().forEach(Pipeline::close);
      throw e;
    }
    return new Pipelines(started, config);
  }

  /** Ids of the cameras. */
  public List<String> cameras() {
    return List.copyOf(byCamera.keySet());
  }

  public Optional<Pipeline> of(String camera) {
    return Optional.ofNullable(byCamera.get(camera));
  }

  public Collection<Pipeline> all() {
    return byCamera.values();
  }

  /** How new students are opened. */
  public StudentConfig config() {
    return config;
  }

  public List<PipelineStatus> status() {
    return all().stream().map(Pipeline::status).toList();
  }

  /** What the students run on, and why on nothing better: a line for each that differs. */
  public List<String> runsOn() {
    return students().map(StudentDetector::runsOn).distinct().toList();
  }

  /** Answers of the active students that were no boxes. Shared students count once. */
  public long droppedAnswers() {
    LongStream counts = students().mapToLong(StudentDetector::droppedAnswers);
    return config.separate() ? counts.sum() : counts.max().orElse(0);
  }

  private Stream<StudentDetector> students() {
    return all().stream().map(Pipeline::latest).flatMap(Optional::stream).map(FrameResult::student);
  }

  /** Stops them one after the other, the last first. */
  @Override
  public void close() {
    List<Pipeline> reversed = new ArrayList<>(all());
    Collections.reverse(reversed);
    reversed.forEach(Pipeline::close);
  }
}
