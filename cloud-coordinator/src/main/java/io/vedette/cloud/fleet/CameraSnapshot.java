package io.vedette.cloud.fleet;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * The newest frame of a camera with what was seen on it.
 *
 * @param jpeg may be smaller than the original
 * @param width pixels of the original picture, which the boxes refer to
 */
public record CameraSnapshot(
    String cameraId,
    long sequence,
    long capturedAtMs,
    byte[] jpeg,
    int width,
    int height,
    List<Detection> detections) {

  public CameraSnapshot {
    detections = List.copyOf(detections);
  }
}
