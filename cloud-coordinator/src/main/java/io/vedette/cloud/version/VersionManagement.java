package io.vedette.cloud.version;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.ModelFile;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelKind;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What people see of the versions and do to them. Every method reads the disk: it may be called on
 * any thread but the control loop's, and throws a {@code RegistryException} where a version is not
 * there; the message is one line for people.
 */
public final class VersionManagement {

  private final ChangeSignal changes;
  private final Catalog catalog;
  private final BlobStore blobs;
  private final Fleet fleet;
  private final Consumer<String> models;
  private final EventFeed feed;

  /**
   * @param models throws an {@code IllegalStateException} for a model that no deployment runs
   */
  public VersionManagement(
      ChangeSignal changes,
      Catalog catalog,
      BlobStore blobs,
      Fleet fleet,
      Consumer<String> models,
      EventFeed feed) {
    this.changes = changes;
    this.catalog = catalog;
    this.blobs = blobs;
    this.fleet = fleet;
    this.models = models;
    this.feed = feed;
  }

  /**
   * Registers a version whose artifacts are uploaded.
   *
   * @throws IllegalStateException when it shall have aliases, and is a student that no device runs
   */
  public NamedVersion register(Manifest draft, List<String> aliases) throws Exception {
    if (!aliases.isEmpty()) {
      requireUse(draft);
    }
    Artifact training = draft.training();
    if (training != null) {
      checkComplete(training, "training");
    }
    for (Variant variant : draft.variants()) {
      checkComplete(variant.artifact(), variant.name());
    }
    Version version = catalog.register(draft, List.of());
    for (String alias : aliases) {
      catalog.setAlias(alias, version.id());
    }
    feed.info(subject(version.id()), version.id() + " was registered");
    changes.changed();
    return named(version, aliases(version.id().name()));
  }

  /** An artifact that is here, and needs no other file. */
  private void checkComplete(Artifact artifact, String role) throws RegistryException, IOException {
    blobs.keep(artifact.sha256());
    try {
      ModelFile.checkWhole(blobs.read(artifact.sha256()), role);
    } catch (DetectorException e) {
      throw new RegistryException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * @param reference "student:7" or "student@stable"
   */
  public NamedVersion version(String reference) throws Exception {
    Version version = catalog.resolve(reference);
    return named(version, aliases(version.id().name()));
  }

  /**
   * Points an alias at a version. No device changes its version by that.
   *
   * @throws IllegalStateException when it is a student, and no device runs its model
   */
  public NamedVersion alias(String alias, VersionId id) throws Exception {
    requireUse(catalog.version(id).manifest());
    catalog.setAlias(alias, id);
    feed.info(subject(id), id + " is now " + alias);
    changes.changed();
    return version(id.toString());
  }

  /** Who asks for an alias of a student means devices that run it; a teacher is asked for by it. */
  private void requireUse(Manifest manifest) {
    if (manifest.kind() != ModelKind.TEACHER) {
      models.accept(manifest.id().name());
    }
  }

  /** Newest first. */
  public List<NamedVersion> newest(int limit) throws Exception {
    Map<String, Map<VersionId, List<String>>> aliases = new HashMap<>();
    return catalog.newest(limit).stream()
        .map(v -> named(v, aliases.computeIfAbsent(v.id().name(), this::aliases)))
        .toList();
  }

  private static Subject subject(VersionId id) {
    return Subject.of("version", id.toString()).byPerson();
  }

  /** The aliases of a name by the version that they point at. */
  private Map<VersionId, List<String>> aliases(String name) {
    return catalog.aliases(name).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }

  private NamedVersion named(Version version, Map<VersionId, List<String>> aliases) {
    VersionId id = version.id();
    return new NamedVersion(version, aliases.getOrDefault(id, List.of()), fleet.running(id));
  }
}
