package io.vedette.cloud.fleet;

import java.util.List;
import java.util.Map;

/** Says which deployment each camera of a device belongs to. It is asked on any thread. */
public interface CameraAssigner {

  /** Everything belongs to one deployment. */
  static CameraAssigner all(String deployment) {
    return device ->
        new Decision(
            new Assignment(
                device.cameras().isEmpty() ? Map.of() : Map.of(deployment, device.cameraIds())),
            List.of());
  }

  /**
   * The assignment that a device should have, by its tags.
   *
   * @param device with the assignment that it has now
   */
  Decision assign(Device device);

  /** How the frames of deployments are escalated; of those that are missing, as devices say. */
  default Map<String, EscalationTerms> escalation() {
    return Map.of();
  }

  /**
   * An assignment.
   *
   * @param overlaps cameras that more than one deployment selects, a line for each; they stay where
   *     they are
   */
  record Decision(Assignment assignment, List<String> overlaps) {
    public Decision {
      overlaps = List.copyOf(overlaps);
    }
  }
}
