package io.vedette.cloud.lineage;

import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.lineage.LineageGraph;

/**
 * What a thing was made from and what was made from it. May be called on any thread but the control
 * loop's.
 */
public final class LineageReader {

  /** The newest of each kind that are drawn. */
  private static final int NEWEST = 100;

  private final ControlLoop loop;
  private final Catalog catalog;
  private final Escalations escalations;
  private final BlobStore blobs;
  private final LoopStages stages;

  public LineageReader(
      ControlLoop loop,
      Catalog catalog,
      Escalations escalations,
      BlobStore blobs,
      LoopStages stages) {
    this.loop = loop;
    this.catalog = catalog;
    this.escalations = escalations;
    this.blobs = blobs;
    this.stages = stages;
  }

  /**
   * The lineage around a node.
   *
   * @param reference "student:7", "student@stable", or a node: "round/r-3", "frame/SHA256"
   * @throws RegistryException when nothing is known of it
   */
  public LineageGraph around(String reference) throws Exception {
    LineageGraph all = loop.ask(this::draw);
    String node =
        reference.contains("/") ? reference : "version/" + catalog.resolve(reference).id();
    if (all.node(node) == null) {
      throw new RegistryException(node + ": nothing is known of it");
    }
    return all.around(node);
  }

  private LineageGraph draw() throws RegistryException {
    return new LineageBuilder(escalations, blobs)
        .graph(
            catalog.newest(NEWEST),
            stages.rounds().newest(NEWEST),
            stages.distillations().newest(NEWEST),
            stages.rollouts().newest(NEWEST));
  }
}
