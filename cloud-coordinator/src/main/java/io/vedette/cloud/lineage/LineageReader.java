package io.vedette.cloud.lineage;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.lineage.LineageGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * What a thing was made from and what was made from it. May be called on any thread but the control
 * loop's.
 */
public final class LineageReader {

  /** The newest of each kind that are drawn. */
  private static final int NEWEST = 100;

  private final ControlLoop loop;
  private final Catalog catalog;
  private final EscalationQueries escalations;
  private final BlobStore blobs;
  private final DeploymentLoops loops;

  public LineageReader(
      ControlLoop loop,
      Catalog catalog,
      EscalationQueries escalations,
      BlobStore blobs,
      DeploymentLoops loops) {
    this.loop = loop;
    this.catalog = catalog;
    this.escalations = escalations;
    this.blobs = blobs;
    this.loops = loops;
  }

  /**
   * The lineage around a node.
   *
   * @param reference "student:7", "student@stable", or a node: "round/r-3", "frame/SHA256"
   * @throws RegistryException when nothing is known of it
   */
  public LineageGraph around(String reference) throws Exception {
    LineageGraph all = draw();
    String node =
        reference.contains("/") ? reference : "version/" + catalog.resolve(reference).id();
    if (all.node(node) == null) {
      throw new RegistryException(node + ": nothing is known of it");
    }
    return all.around(node);
  }

  /** The control loop only hands over what is in memory; the disk is read on this thread. */
  private LineageGraph draw() throws Exception {
    List<Round> rounds = new ArrayList<>();
    List<Distillation> distillations = new ArrayList<>();
    List<Rollout> rollouts = new ArrayList<>();
    for (DeploymentLoop deployment : loops.all()) {
      LoopStages stages = deployment.stages();
      for (Round r : loop.ask(() -> stages.rounds().newest(NEWEST))) {
        rounds.add(r.rows().areLeftOut() ? stages.rounds().archive().find(r.id()).orElse(r) : r);
      }
      distillations.addAll(loop.ask(() -> stages.distillations().newest(NEWEST)));
      for (Rollout r : loop.ask(() -> stages.rollouts().newest(NEWEST))) {
        rollouts.add(
            r.members().areLeftOut() ? stages.rollouts().archive().find(r.id()).orElse(r) : r);
      }
    }
    return new LineageBuilder(escalations, blobs)
        .graph(catalog.newest(NEWEST), rounds, distillations, rollouts);
  }
}
