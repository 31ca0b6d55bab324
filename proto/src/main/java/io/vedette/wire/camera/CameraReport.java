package io.vedette.wire.camera;

import java.util.List;
import java.util.Set;

/**
 * What a device says of one of its cameras.
 *
 * @param revision of the settings that it runs; 0: it is as the device's file says
 * @param refusedRevision the revision that it refuses; 0: none
 * @param refusal why, in one line
 * @param local keys that the device's file keeps for itself
 * @param source what it reads, masked
 * @param running everything else that it runs, wherever it was set
 * @param cut whether some of what it runs is too much for a report, and is left out
 */
public record CameraReport(
    String cameraId,
    int revision,
    int refusedRevision,
    String refusal,
    List<String> local,
    String source,
    CameraSettings running,
    boolean cut) {

  public CameraReport {
    local = List.copyOf(Set.copyOf(local)).stream().sorted().toList();
  }
}
