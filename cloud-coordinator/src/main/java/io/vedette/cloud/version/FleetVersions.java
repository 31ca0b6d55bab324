package io.vedette.cloud.version;

import io.vedette.registry.RegistryException;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelKind;
import io.vedette.registry.manifest.VersionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The version that the devices of a deployment should run: a {@link FleetVersion} of its model. The
 * alias "stable" follows it, and moves nothing. Safe for use by several threads.
 */
public final class FleetVersions {

  private static final String STABLE = "stable";

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
  private final FleetVersionStore store;
  private final String modelName;
  private volatile FleetVersion fleet;

  public FleetVersions(Catalog catalog, FleetVersionStore store, String modelName) {
    this.catalog = catalog;
    this.store = store;
    this.modelName = modelName;
    this.fleet = store.find(modelName).orElseGet(this::earlier);
  }

  /**
   * Before there was a row, "stable" was what the fleet should run. A row without a version is
   * stored as well: from then on the alias has no such meaning.
   */
  private FleetVersion earlier() {
    FleetVersion row = new FleetVersion(modelName, stable().orElse(null), "stable before");
    store.put(row);
    return row;
  }

  public String modelName() {
    return modelName;
  }

  /** What the fleet should run, and why. */
  public FleetVersion fleet() {
    return fleet;
  }

  /** The version that the fleet should run; empty before the first one. */
  public Optional<VersionId> desired() {
    return Optional.ofNullable(fleet.version());
  }

  /** What the alias "stable" names. */
  public Optional<VersionId> stable() {
    return catalog.alias(modelName, STABLE);
  }

  /** The manifest of the version that the fleet should run. */
  public Optional<Manifest> current() {
    return desired().map(this::manifest);
  }

  /**
   * Refuses a version that the fleet cannot go on to: of another model, or with other labels.
   * Labels may be appended; going back to an older version with fewer is possible.
   *
   * @throws IllegalStateException in one line
   */
  public void requireSuccessor(VersionId version) {
    requireModel(version.name());
    if (manifest(version).kind() == ModelKind.TEACHER) {
      throw new IllegalStateException(version + " is a teacher; it goes to no device");
    }
    Optional<Manifest> now = current();
    if (now.isEmpty() || version.number() <= now.get().id().number()) {
      return;
    }
    List<String> had = now.get().detector().labels();
    List<String> has = manifest(version).detector().labels();
    for (int i = 0; i < had.size(); i++) {
      if (i >= has.size() || !has.get(i).equals(had.get(i))) {
        throw new IllegalStateException(
            version
                + " has "
                + (i < has.size() ? "'" + has.get(i) + "'" : "nothing")
                + " as label "
                + (i + 1)
                + " where "
                + now.get().id()
                + " has '"
                + had.get(i)
                + "'; labels may be appended, and none removed, renamed or moved");
      }
    }
  }

  private void requireModel(String name) {
    if (!name.equals(modelName)) {
      throw new IllegalStateException(
          "this deployment runs the model " + modelName + ", and not " + name);
    }
  }

  /**
   * From now on the fleet should run a version. That is durable, and "stable" names the version,
   * when this returns.
   *
   * @throws IllegalStateException when the version is not there, or of another model
   */
  public synchronized void run(VersionId version, String why) {
    requireModel(version.name());
    FleetVersion row = new FleetVersion(modelName, version, why);
    store.put(row);
    fleet = row;
    mark(STABLE, version);
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
