package io.vedette.edge.settings;

import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.NamedCredentials;
import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras of a device, each as its file says with what the coordinator wants of it. What was
 * applied holds after a restart without the coordinator. Anyone may read; one thread changes.
 */
public final class DeviceCameras {

  private static final Logger log = LoggerFactory.getLogger(DeviceCameras.class);

  private final CameraOrdersFile file;
  private final NamedCredentials credentials;
  private volatile Map<String, ConfiguredCamera> cameras;

  private DeviceCameras(
      CameraOrdersFile file, NamedCredentials credentials, Map<String, ConfiguredCamera> cameras) {
    this.file = file;
    this.credentials = credentials;
    this.cameras = cameras;
  }

  /**
   * The cameras with the settings that an earlier process applied. One that the device's file
   * refuses today is left out.
   *
   * @param file of the orders that were applied
   * @param configured what the device's file says, in order
   * @throws IOException when the disk fails
   */
  public static DeviceCameras open(
      Path file, List<CameraConfig> configured, NamedCredentials credentials) throws IOException {
    CameraOrdersFile orders = new CameraOrdersFile(file);
    Map<String, ConfiguredCamera> cameras = new LinkedHashMap<>();
    configured.forEach(camera -> cameras.put(camera.id(), ConfiguredCamera.of(camera)));
    for (CameraOrder order : orders.read()) {
      ConfiguredCamera camera = cameras.get(order.cameraId());
      if (camera != null) {
        cameras.put(order.cameraId(), begun(camera, order, credentials));
      }
    }
    return new DeviceCameras(orders, credentials, Collections.unmodifiableMap(cameras));
  }

  private static ConfiguredCamera begun(
      ConfiguredCamera camera, CameraOrder order, NamedCredentials credentials) {
    try {
      return camera.under(order, credentials);
    } catch (IllegalArgumentException e) {
      log.warn(
          "camera {} begins without the coordinator's settings: {}", camera.id(), e.getMessage());
      return camera.refusing(order, String.valueOf(e.getMessage()));
    }
  }

  /** What each camera reads and looks for, in the order of the device's file. */
  public List<CameraConfig> running() {
    return cameras.values().stream().map(camera -> credentials.resolve(camera.runs())).toList();
  }

  /** What each camera says to the coordinator, in the same order. */
  List<CameraReport> reports() {
    return cameras.values().stream().map(ConfiguredCamera::report).toList();
  }

  /** What is said of orders for cameras that the device does not have. */
  List<CameraReport> unknown(List<CameraOrder> orders) {
    return orders.stream()
        .filter(order -> !cameras.containsKey(order.cameraId()))
        .map(ConfiguredCamera::unknown)
        .toList();
  }

  List<ConfiguredCamera> all() {
    return List.copyOf(cameras.values());
  }

  /**
   * What a camera would be under an order.
   *
   * @throws IllegalArgumentException in one line, when the device refuses that
   */
  ConfiguredCamera under(CameraOrder order, ConfiguredCamera camera) {
    return camera.under(order, credentials);
  }

  /** The configuration to read with: credentials are no names any more. */
  CameraConfig resolved(ConfiguredCamera camera) {
    return credentials.resolve(camera.runs());
  }

  /**
   * A camera is another one from now on. What it applies is stored before.
   *
   * @throws IOException when it cannot be stored; nothing has changed
   */
  void put(ConfiguredCamera camera) throws IOException {
    Map<String, ConfiguredCamera> next = new LinkedHashMap<>(cameras);
    ConfiguredCamera before = next.put(camera.id(), camera);
    if (before != null && !before.applied().equals(camera.applied())) {
      List<CameraOrder> applied = new ArrayList<>();
      next.values().stream()
          .map(ConfiguredCamera::applied)
          .filter(order -> order.revision() > 0)
          .forEach(applied::add);
      file.write(applied);
    }
    cameras = Collections.unmodifiableMap(next);
  }
}
