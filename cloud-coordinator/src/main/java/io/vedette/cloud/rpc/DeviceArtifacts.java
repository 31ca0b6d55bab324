package io.vedette.cloud.rpc;

import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which artifacts a device may have: those that its commands named, and the versions of the models
 * that its cameras run. Commands are forgotten in a restart and are sent again after it.
 */
public final class DeviceArtifacts {

  /** Digests that are remembered for a device; the oldest go first. */
  private static final int REMEMBERED = 256;

  /** Versions that are looked through. */
  private static final int VERSIONS = 1_000;

  private final Catalog catalog;
  private final Function<String, Set<String>> models;
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

  /**
   * @param models names of the models that the cameras of a device run
   */
  public DeviceArtifacts(Catalog catalog, Function<String, Set<String>> models) {
    this.catalog = catalog;
    this.models = models;
  }

  /** A device is told of an artifact. */
  void tell(String agentId, String sha256) {
    told.computeIfAbsent(agentId, id -> Collections.synchronizedSet(newSet())).add(sha256);
  }

  /** A device is told of the artifacts of a version. */
  void tell(String agentId, Manifest manifest) {
    Artifact training = manifest.training();
    if (training != null) {
      tell(agentId, training.sha256());
    }
    for (Variant variant : manifest.variants()) {
      tell(agentId, variant.artifact().sha256());
    }
  }

  private static Set<String> newSet() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  /** A device was forgotten. */
  public void forget(String agentId) {
    told.remove(agentId);
  }

  /** Whether a device may have an artifact. */
  boolean mayHave(String agentId, String sha256) {
    if (told.getOrDefault(agentId, Set.of()).contains(sha256)) {
      return true;
    }
    Set<String> running = models.apply(agentId);
    return catalog.newest(VERSIONS).stream()
        .map(version -> version.manifest())
        .filter(manifest -> running.contains(manifest.id().name()))
        .anyMatch(manifest -> has(manifest, sha256));
  }

  private static boolean has(Manifest manifest, String sha256) {
    Artifact training = manifest.training();
    return (training != null && training.sha256().equals(sha256))
        || manifest.variants().stream()
            .anyMatch(variant -> variant.artifact().sha256().equals(sha256));
  }
}
