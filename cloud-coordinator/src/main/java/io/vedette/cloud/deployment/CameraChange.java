package io.vedette.cloud.deployment;

import io.vedette.cloud.fleet.CameraAssigner;
import io.vedette.cloud.fleet.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What another rule would do to the cameras of a deployment.
 *
 * @param devices known devices that would have cameras of it
 * @param gained cameras that it would have and has not
 * @param lost cameras that it has and would not have
 * @param overlaps cameras that more than one deployment would select, a line for each
 */
public record CameraChange(int devices, int gained, int lost, List<String> overlaps) {

  private static final int NAMED = 3;

  public CameraChange {
    overlaps = List.copyOf(overlaps);
  }

  /** The change of a deployment under a rule; walks over the devices. */
  public static CameraChange of(Collection<Device> all, CameraAssigner rule, String deployment) {
    List<String> overlaps = new ArrayList<>();
    int devices = 0;
    int gained = 0;
    int lost = 0;
    for (Device device : all) {
      CameraAssigner.Decision decision = rule.assign(device);
      overlaps.addAll(decision.overlaps());
      List<String> had = device.assignment().cameras().getOrDefault(deployment, List.of());
      List<String> has = decision.assignment().cameras().getOrDefault(deployment, List.of());
      devices += has.isEmpty() ? 0 : 1;
      gained += (int) has.stream().filter(camera -> !had.contains(camera)).count();
      lost += (int) had.stream().filter(camera -> !has.contains(camera)).count();
    }
    return new CameraChange(devices, gained, lost, overlaps);
  }

  /**
   * Refuses a rule under which a camera would belong to two.
   *
   * @throws IllegalStateException in one line
   */
  public void requireNoOverlap() {
    int more = overlaps.size() - NAMED;
    if (!overlaps.isEmpty()) {
      throw new IllegalStateException(
          "selector: "
              + String.join("; ", overlaps.subList(0, Math.min(NAMED, overlaps.size())))
              + (more > 0 ? "; and " + more + " more" : "")
              + ". A camera belongs to one deployment at most");
    }
  }

  /** One line for people. */
  public String words() {
    return "it has cameras of "
        + devices
        + (devices == 1 ? " known device" : " known devices")
        + ": "
        + gained
        + " more and "
        + lost
        + " fewer than now";
  }
}
