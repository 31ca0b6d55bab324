package io.vedette.edge.settings;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.link.CameraOrderHandler;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.student.Students;
import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what the coordinator wants of cameras, one after the other on a thread of its own; of
 * orders that wait only the newest. A camera that refuses goes on as it is, and so do all others.
 */
public final class CameraSettingsHandler implements CameraOrderHandler, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CameraSettingsHandler.class);
  private static final long CLOSE_SECONDS = 10;

  private final DeviceCameras cameras;
  private final Pipelines pipelines;
  private final Students students;
  private final AtomicReference<@Nullable List<CameraOrder>> newest = new AtomicReference<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          task -> {
            Thread created = new Thread(task, "camera-settings");
            created.setDaemon(true);
            return created;
          });
  private volatile Consumer<CameraReport> listener = report -> {};

  public CameraSettingsHandler(DeviceCameras cameras, Pipelines pipelines, Students students) {
    this.cameras = cameras;
    this.pipelines = pipelines;
    this.students = students;
  }

  @Override
  public void onOrders(List<CameraOrder> orders) {
    newest.set(orders);
    try {
      thread.execute(this::applyNewest);
    } catch (RejectedExecutionException e) {
      log.debug("the orders are taken by the task that waits, or the agent stops");
    }
  }

  @Override
  public List<CameraReport> reports() {
    return cameras.reports();
  }

  @Override
  public void onReport(Consumer<CameraReport> listener) {
    this.listener = listener;
  }

  private void applyNewest() {
    List<CameraOrder> orders = newest.getAndSet(null);
    if (orders == null) {
      return;
    }
    Map<String, CameraOrder> byCamera =
        orders.stream()
            .collect(Collectors.toMap(CameraOrder::cameraId, Function.identity(), (a, b) -> b));
    try {
      cameras.unknown(orders).forEach(listener);
      for (ConfiguredCamera camera : cameras.all()) {
        CameraOrder none = new CameraOrder(camera.id(), 0, CameraSettings.NONE);
        apply(camera, byCamera.getOrDefault(camera.id(), none));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("settings of cameras could not be applied", e);
    }
  }

  private void apply(ConfiguredCamera camera, CameraOrder order) throws InterruptedException {
    if (camera.applied().equals(order) && camera.refusedRevision() == 0) {
      return;
    }
    try {
      ConfiguredCamera next = cameras.under(order, camera);
      checkLabels(camera.id(), order.settings());
      change(camera, next);
      log.info("camera {} runs revision {} of its settings", camera.id(), order.revision());
    } catch (IllegalArgumentException | DetectorException | IOException e) {
      refuse(camera, order, String.valueOf(e.getMessage()));
    }
    cameras.all().stream()
        .filter(now -> now.id().equals(camera.id()))
        .forEach(now -> listener.accept(now.report()));
  }

  private void checkLabels(String camera, CameraSettings settings) throws DetectorException {
    if (settings.labels() != null) {
      List<String> known = students.labelsOf(camera);
      for (String label : settings.labels().keySet()) {
        if (!known.contains(label)) {
          throw new DetectorException(
              "labels: the camera's model knows no '" + label + "'; it knows " + known);
        }
      }
    }
  }

  /** Opens what can fail, stores, and only then changes the frame loop. */
  private void change(ConfiguredCamera camera, ConfiguredCamera next)
      throws IOException, DetectorException, InterruptedException {
    Pipeline pipeline = pipelines.of(camera.id()).orElseThrow();
    CameraConfig config = cameras.resolved(next);
    if (Objects.equals(camera.runs().tiles(), next.runs().tiles())) {
      cameras.put(next);
      pipeline.change(config);
    } else {
      students.retile(
          pipeline,
          config.tiles(),
          () -> {
            cameras.put(next);
            pipeline.change(config);
          });
    }
  }

  private void refuse(ConfiguredCamera camera, CameraOrder order, String why) {
    log.warn("camera {} refuses revision {}: {}", camera.id(), order.revision(), why);
    try {
      cameras.put(camera.refusing(order, why));
    } catch (IOException e) {
      log.warn("camera {}: {}", camera.id(), e.toString());
    }
  }

  /** Stops; what was not applied is sent again when the agent comes back. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("settings of a camera were not applied in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
