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
import java.util.function.Function;

/** The frame loops of all cameras of an agent, in the configuration's order. */
public final class Pipelines implements AutoCloseable {

  private final Map<String, Pipeline> byCamera;

  private Pipelines(Map<String, Pipeline> byCamera) {
    this.byCamera = Collections.unmodifiableMap(byCamera);
  }

  /**
   * Starts a frame loop for each camera.
   *
   * @param cameras owned from now on, in order
   * @param students by camera id: what its first detector is opened of
   * @param listeners called in their order with every result, on the frame loops' threads; each
   *     must return at once
   * @throws DetectorException when a model cannot be opened
   */
  public static Pipelines start(
      Map<CameraConfig, Camera> cameras,
      Function<String, StudentDetectors> students,
      StudentConfig config,
      List<Consumer<FrameResult>> listeners)
      throws DetectorException {
    List<Consumer<FrameResult>> all = List.copyOf(listeners);
    Map<String, Pipeline> started = new LinkedHashMap<>();
    try {
      for (Map.Entry<CameraConfig, Camera> entry : cameras.entrySet()) {
        CameraConfig camera = entry.getKey();
        started.put(
            camera.id(),
            Pipeline.start(
                entry.getValue(),
                camera.view(),
                students.apply(camera.id()).open(camera.tiles()),
                config,
                result -> all.forEach(listener -> listener.accept(result))));
      }
    } catch (DetectorException | RuntimeException e) {
      started.values().forEach(Pipeline::close);
      throw e;
    }
    return new Pipelines(started);
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

  public List<PipelineStatus> status() {
    return all().stream().map(Pipeline::status).toList();
  }

  /** Stops them one after the other, the last first. */
  @Override
  public void close() {
    List<Pipeline> reversed = new ArrayList<>(all());
    Collections.reverse(reversed);
    reversed.forEach(Pipeline::close);
  }
}
