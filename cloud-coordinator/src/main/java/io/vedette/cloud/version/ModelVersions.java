package io.vedette.cloud.version;

import io.vedette.registry.RegistryException;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which version a model belongs to that a device runs, by its digest: the oldest that has it, of
 * the newest 1,000. Versions never change, so they are read again only when there is a new one.
 * Safe for use by several threads.
 */
public final class ModelVersions {

  private static final int MAX_VERSIONS = 1_000;

  private final Catalog catalog;
  private Map<String, VersionId> known = Map.of();
  private @Nullable VersionId newest;

  public ModelVersions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The version of a model; empty when the registry does not have it. */
  public synchronized Optional<VersionId> of(String modelSha256) {
    if (!known.containsKey(modelSha256)) {
      refresh();
    }
    return Optional.ofNullable(known.get(modelSha256));
  }

  private void refresh() {
    List<Version> first = catalog.newest(1);
    if (first.isEmpty() || first.get(0).id().equals(newest)) {
      return;
    }
    newest = first.get(0).id();
    Map<String, VersionId> found = new HashMap<>();
    for (Version version : catalog.newest(MAX_VERSIONS)) {
      models(version).forEach(model -> found.put(model, version.id()));
    }
    known = Map.copyOf(found);
  }

  /**
   * Digests of the models that devices with a version run.
   *
   * @param reference "student:7" or "student@stable"
   * @throws RegistryException when there is no such version
   */
  public Set<String> modelsOf(String reference) throws RegistryException {
    return models(catalog.resolve(reference));
  }

  private static Set<String> models(Version version) {
    return version.manifest().variants().stream()
        .map(Variant::artifact)
        .map(artifact -> artifact.sha256())
        .collect(Collectors.toSet());
  }
}
