package io.vedette.cloud.version;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.ModelFile;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What people see of the versions and do to them. Every method may be called on any thread but the
 * control loop's, and throws a {@code RegistryException} where a version is not there; the message
 * is one line for people.
 */
public final class VersionManagement {

  private final ControlLoop loop;
  private final Catalog catalog;
  private final BlobStore blobs;
  private final Fleet fleet;
  private final EventFeed feed;

  public VersionManagement(
      ControlLoop loop, Catalog catalog, BlobStore blobs, Fleet fleet, EventFeed feed) {
    this.loop = loop;
    this.catalog = catalog;
    this.blobs = blobs;
    this.fleet = fleet;
    this.feed = feed;
  }

  /** Registers a version whose artifacts are uploaded. */
  public NamedVersion register(Manifest draft, List<String> aliases) throws Exception {
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
    return loop.askToChange(() -> named(version));
  }

  /** An artifact that is here, and needs no other file. */
  private void checkComplete(Artifact artifact, String role) throws RegistryException, IOException {
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
    return loop.ask(() -> named(version));
  }

  /** Points an alias at a version. */
  public NamedVersion alias(String alias, VersionId id) throws Exception {
    catalog.setAlias(alias, id);
    feed.info(subject(id), id + " is now " + alias);
    return version(id.toString());
  }

  /** Newest first. */
  public List<NamedVersion> newest(int limit) throws Exception {
    List<Version> versions = catalog.newest(limit);
    return loop.ask(() -> versions.stream().map(this::named).toList());
  }

  private static Subject subject(VersionId id) {
    return Subject.of("version", id.toString()).byPerson();
  }

  private NamedVersion named(Version version) {
    VersionId id = version.id();
    List<String> aliases =
        catalog.aliases(id.name()).entrySet().stream()
            .filter(e -> e.getValue().equals(id))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return new NamedVersion(version, aliases, fleet.running(id));
  }
}
