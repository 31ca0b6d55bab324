package io.vedette.cli.camera;

import io.vedette.cli.config.ConfigFile;
import io.vedette.detector.DetectorException;
import io.vedette.wire.camera.CameraSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a camera that a person wrote, YAML or JSON.
 *
 * @param device id of the device
 * @param camera id of its camera
 * @param settings what the camera shall be; what it leaves out is as the device's file says
 */
record CameraFile(String device, String camera, CameraSettings settings) {

  private static final String ID = "[a-zA-Z0-9._-]{1,64}";

  CameraFile(@Nullable String device, @Nullable String camera, @Nullable CameraSettings settings) {
    this.device = id("device", device);
    this.camera = id("camera", camera);
    this.settings = settings == null ? CameraSettings.NONE : settings;
  }

  private static String id(String key, @Nullable String id) {
    if (id == null || !id.matches(ID)) {
      throw new IllegalArgumentException(
          key + ": '" + (id == null ? "" : id) + "' is no id; set " + key + ": …");
    }
    return id;
  }

  /**
   * @throws DetectorException when it is wrong; names the file, the line and the key
   */
  static CameraFile read(Path file) throws DetectorException {
    return ConfigFile.read(file, CameraFile.class);
  }
}
