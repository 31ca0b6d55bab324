package io.vedette.cloud.fleet;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * The newest frame of a camera with what was seen on it.
 *
 * @param jpeg may be smaller than the original
 * @param width pixels of the original picture, which the boxes refer to
 * @param damaged whether parts of the frame were lost on its way to the agent
 */
public record CameraSnapshot(
    String cameraId,
    long sequence,
    long capturedAtMs,
    byte[] jpeg,
    int width,
    int height,
    List<Detection> detections,
    boolean damaged) {

  public CameraSnapshot {
    detections = List.copyOf(detections);
  }
}
