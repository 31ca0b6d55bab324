package io.vedette.cloud.loop;

import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundOpener;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.VersionId;

/**
 * What people do to rounds and rollouts. Every method may be called on any thread but the control
 * loop's, and throws an {@code IllegalStateException} where now is not the time; the message is one
 * line for people.
 */
public final class LoopManagement {

  private final ControlLoop loop;
  private final RoundOpener opener;
  private final Rollouts rollouts;
  private final Catalog catalog;

  public LoopManagement(ControlLoop loop, RoundOpener opener, Rollouts rollouts, Catalog catalog) {
    this.loop = loop;
    this.opener = opener;
    this.rollouts = rollouts;
    this.catalog = catalog;
  }

  /** Opens a round now. */
  public Round startRound() throws Exception {
    return loop.askToChange(opener::open);
  }

  /**
   * Starts a rollout now.
   *
   * @param reference "student:7" or "student@canary"
   */
  public Rollout startRollout(String reference) throws Exception {
    VersionId version = catalog.resolve(reference).id();
    return loop.askToChange(() -> rollouts.start(version));
  }

  /** Pauses, resumes, aborts or rolls back a rollout. */
  public Rollout request(String rolloutId, RolloutEvent event) throws Exception {
    return loop.askToChange(() -> rollouts.request(rolloutId, event));
  }
}
