package io.vedette.cloud.version;

import io.vedette.registry.RegistryException;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The version that the fleet runs: the one that the alias "stable" of its model points at. */
public final class FleetVersions {

  /** A command names one of few versions, and goes to many devices. */
  private static final int CACHED = 16;

  /** Versions never change. */
  private final Map<VersionId, Manifest> cached =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<VersionId, Manifest> eldest) {
          return size() > CACHED;
        }
      };

  private final Catalog catalog;
  private final String modelName;

  public FleetVersions(Catalog catalog, String modelName) {
    this.catalog = catalog;
    this.modelName = modelName;
  }

  /** The fleet's version; empty before the first one. */
  public Optional<VersionId> stable() {
    return catalog.alias(modelName, "stable");
  }

  /** The manifest of the fleet's version. */
  public Optional<Manifest> current() {
    return stable().map(this::manifest);
  }

  /**
   * The manifest of a version.
   *
   * @throws IllegalStateException when it is not there
   */
  public Manifest manifest(VersionId id) {
    synchronized (cached) {
      Manifest known = cached.get(id);
      if (known == null) {
        known = read(id);
        cached.put(id, known);
      }
      return known;
    }
  }

  private Manifest read(VersionId id) {
    try {
      return catalog.version(id).manifest();
    } catch (RegistryException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * Points an alias at a version.
   *
   * @throws IllegalStateException when the version is not there
   */
  public void mark(String alias, VersionId version) {
    try {
      catalog.setAlias(alias, version);
    } catch (RegistryException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
