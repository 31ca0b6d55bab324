package io.vedette.cloud.loop;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundOpener;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.VersionId;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What people do to rounds, distillations and rollouts. A method returns when what was asked for is
 * durable. Every method may be called on any thread but the control loop's, and throws an {@code
 * IllegalStateException} where now is not the time; the message is one line for people.
 */
public final class LoopManagement {

  private final ControlLoop loop;
  private final RoundOpener opener;
  private final LoopStages stages;
  private final Catalog catalog;

  public LoopManagement(ControlLoop loop, RoundOpener opener, LoopStages stages, Catalog catalog) {
    this.loop = loop;
    this.opener = opener;
    this.stages = stages;
    this.catalog = catalog;
  }

  private <T> T change(Callable<T> change, Supplier<CompletableFuture<Void>> durable)
      throws Exception {
    return loop.askDurably(change, durable);
  }

  /** Opens a round now. */
  public Round startRound() throws Exception {
    return change(opener::open, stages.rounds()::durable);
  }

  /** Ends a round; its participants are told to stop. */
  public Round cancelRound(String roundId, String why) throws Exception {
    return change(() -> stages.rounds().cancel(roundId, why), stages.rounds()::durable);
  }

  /** Ends a distillation; its distiller is told to stop. */
  public Distillation cancelDistillation(String id, String why) throws Exception {
    return change(() -> stages.distillations().cancel(id, why), stages.distillations()::durable);
  }

  /**
   * Starts a rollout now.
   *
   * @param reference "student:7" or "student@canary"
   */
  public Rollout startRollout(String reference) throws Exception {
    VersionId version = catalog.resolve(reference).id();
    return change(() -> stages.rollouts().start(version), stages.rollouts()::durable);
  }

  /** Pauses, resumes, aborts or rolls back a rollout. */
  public Rollout request(String rolloutId, RolloutEvent event) throws Exception {
    return change(() -> stages.rollouts().request(rolloutId, event), stages.rollouts()::durable);
  }
}
