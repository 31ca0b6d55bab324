package io.vedette.cloud.fleet;

import java.util.List;

/** Says which deployment each camera of a device belongs to. It is asked on any thread. */
public interface CameraAssigner {

  /** Everything belongs to one deployment. */
  static CameraAssigner all(String deployment) {
    return device ->
        new Decision(
            new Assignment(
                device.cameras().isEmpty()
                    ? java.util.Map.of()
                    : java.util.Map.of(deployment, device.cameraIds())),
            List.of());
  }

  /**
   * The assignment that a device should have, by its tags.
   *
   * @param device with the assignment that it has now
   */
  Decision assign(Device device);

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
