package io.vedette.cloud.fleet;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which cameras of a device belong to which deployment. A camera that is not here belongs to none.
 *
 * @param cameras ids of cameras by the name of the deployment, in order; none is empty
 */
public record Assignment(Map<String, List<String>> cameras) {

  public static final Assignment NONE = new Assignment(Map.of());

  public Assignment {
    TreeMap<String, List<String>> ordered = new TreeMap<>();
    cameras.forEach((deployment, ids) -> ordered.put(deployment, List.copyOf(ids)));
    cameras = Collections.unmodifiableMap(ordered);
  }

  public Set<String> deployments() {
    return cameras.keySet();
  }

  /** Whether a camera of the device belongs to a deployment. */
  public boolean has(String deployment) {
    return cameras.containsKey(deployment);
  }

  /** The deployment of a camera; empty: none. */
  public Optional<String> of(String cameraId) {
    return cameras.entrySet().stream()
        .filter(entry -> entry.getValue().contains(cameraId))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The deployments that are here and not in another one. */
  Set<String> without(Assignment other) {
    Set<String> only = new TreeSet<>(deployments());
    only.removeAll(other.deployments());
    return only;
  }
}
