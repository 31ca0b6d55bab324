package io.vedette.cloud.version;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.federated.compress.Exporter;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Registers a training graph from outside as the first version that the fleet should run. */
public final class FirstVersion {

  private FirstVersion() {}

  /**
   * Registers the model, unless the fleet has a version already.
   *
   * @throws IOException when the model cannot be used, in one line
   */
  public static void register(
      Path model, FleetVersions versions, Catalog catalog, BlobStore blobs, EventFeed feed)
      throws IOException {
    if (versions.desired().isPresent()) {
      return;
    }
    try {
      DetectorModel read = DetectorModel.read(model, Hints.NONE);
      Graph training = read.graph();
      DetectorSpec spec = read.spec();
      Graph deployed = SpecInference.embed(Exporter.fp32(training), spec);
      Variant fp32 =
          new Variant(
              "fp32",
              blobs.put(deployed.toBytes(), "fp32"),
              List.of(),
              true,
              "the only variant of the first version");
      Manifest draft =
          Manifest.draft(
              versions.modelName(),
              spec,
              blobs.put(read.bytes(), "training"),
              List.of(fp32),
              Lineage.NONE,
              "imported from " + model.getFileName());
      Version version = catalog.register(draft, List.of());
      versions.run(version.id(), "imported");
      feed.info(
          Subject.of("version", version.id().toString()),
          version.id() + " was imported from " + model.getFileName());
    } catch (DetectorException | RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
