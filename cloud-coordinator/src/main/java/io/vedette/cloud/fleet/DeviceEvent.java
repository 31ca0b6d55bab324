package io.vedette.cloud.fleet;

import java.util.List;

/**
 * An object that a camera of a device saw.
 *
 * @param id unique on the device
 * @param score the student's best, 0 to 1
 * @param standing the teacher's verdict: "unasked", "confirmed", "relabelled", "added", "removed"
 * @param startMs when it was first seen, since the epoch
 * @param endMs when it was last seen
 * @param zones that it stood in, by name
 */
public record DeviceEvent(
    String id,
    String cameraId,
    String label,
    float score,
    String standing,
    long startMs,
    long endMs,
    List<String> zones) {

  public DeviceEvent {
    zones = List.copyOf(zones);
  }
}
