package io.vedette.cloud.loop;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.rollout.DesiredVersion;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.rollout.RolloutPlan;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.Rounds;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.VersionId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What people do to rounds, distillations and rollouts; the feed says that a person did it. A
 * method returns when what was asked for is durable. Every method may be called on any thread but
 * the control loop's, and throws an {@code IllegalStateException} where now is not the time; the
 * message is one line for people.
 */
public final class LoopManagement {

  private final ControlLoop loop;
  private final DeploymentLoops loops;
  private final Catalog catalog;
  private final EventFeed feed;

  public LoopManagement(ControlLoop loop, DeploymentLoops loops, Catalog catalog, EventFeed feed) {
    this.loop = loop;
    this.loops = loops;
    this.catalog = catalog;
    this.feed = feed;
  }

  /** The versions that the students of a device should run, and why, by deployment. */
  public Map<String, DesiredVersion> desired(String agentId) throws Exception {
    return loop.ask(
        () -> {
          Map<String, DesiredVersion> desired = new TreeMap<>();
          loops
              .all()
              .forEach(
                  deployment ->
                      deployment
                          .desired(agentId)
                          .ifPresent(version -> desired.put(deployment.name(), version)));
          return desired;
        });
  }

  private <T> T change(Callable<T> change, Supplier<CompletableFuture<Void>> durable)
      throws Exception {
    return loop.askDurably(change, durable);
  }

  /**
   * Opens a round now.
   *
   * @param deployment empty: the default one
   */
  public Round startRound(String deployment) throws Exception {
    DeploymentLoop of = loops.get(deployment);
    Round round = change(of.opener()::open, of.stages().rounds()::durable);
    tell("round", round.id(), "opened by hand", "");
    return round;
  }

  /** Ends a round; its participants are told to stop. */
  public Round cancelRound(String roundId, String why) throws Exception {
    Rounds rounds = loops.ofId(roundId).stages().rounds();
    Round round = change(() -> rounds.cancel(roundId, why), rounds::durable);
    tell("round", roundId, "cancelled", why);
    return round;
  }

  /** Ends a distillation; its distiller is told to stop. */
  public Distillation cancelDistillation(String id, String why) throws Exception {
    Distillations distillations = loops.ofId(id).stages().distillations();
    Distillation distillation = change(() -> distillations.cancel(id, why), distillations::durable);
    tell("distillation", id, "cancelled", why);
    return distillation;
  }

  /**
   * Starts a rollout now, to the devices of the deployment that runs the model.
   *
   * @param reference "student:7" or "student@canary"
   */
  public Rollout startRollout(String reference) throws Exception {
    VersionId version = catalog.resolve(reference).id();
    Rollouts rollouts = loops.ofModel(version.name()).stages().rollouts();
    Rollout rollout = change(() -> rollouts.start(version), rollouts::durable);
    tell("rollout", rollout.id(), "started by hand", "");
    return rollout;
  }

  /**
   * What a rollout would do if it started now.
   *
   * @param reference "student:7" or "student@canary"
   */
  public RolloutPlan planRollout(String reference) throws Exception {
    VersionId version = catalog.resolve(reference).id();
    Rollouts rollouts = loops.ofModel(version.name()).stages().rollouts();
    return loop.ask(() -> rollouts.plan(version));
  }

  /** What a person can ask of a rollout. */
  public enum RolloutAction {
    PAUSE("pause it"),
    RESUME("resume it"),
    ABORT("abort it"),
    ROLL_BACK("roll it back");

    private final String text;

    RolloutAction(String text) {
      this.text = text;
    }

    private RolloutEvent event(String why, EventTime now) {
      return switch (this) {
        case PAUSE -> new RolloutEvent.Paused(why, now);
        case RESUME -> new RolloutEvent.Resumed(now);
        case ABORT -> new RolloutEvent.Aborted(why, now);
        case ROLL_BACK -> new RolloutEvent.RollbackRequested(why, now);
      };
    }
  }

  /** Pauses, resumes, aborts or rolls back a rollout. */
  public Rollout request(String rolloutId, RolloutAction action, String why, EventTime now)
      throws Exception {
    Rollouts rollouts = loops.ofId(rolloutId).stages().rollouts();
    Rollout rollout =
        change(() -> rollouts.request(rolloutId, action.event(why, now)), rollouts::durable);
    tell("rollout", rolloutId, "asked to " + action.text, why);
    return rollout;
  }

  private void tell(String topic, String id, String what, String why) {
    feed.info(
        Subject.of(topic, id).byPerson(), id + ": " + what + (why.isEmpty() ? "" : ": " + why));
  }
}
