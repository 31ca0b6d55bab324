package io.vedette.cloud.overview;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.MachineArchive;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Rounds, distillations and rollouts, newest first: as they are in memory, those that left memory
 * as they are stored. May be called on any thread but the control loop's.
 */
public final class LoopReader {

  private final ControlLoop loop;
  private final DeploymentLoops loops;

  public LoopReader(ControlLoop loop, DeploymentLoops loops) {
    this.loop = loop;
    this.loops = loops;
  }

  /** What the stages of a deployment have of one kind. */
  private record Kind<S>(
      Function<LoopStages, MachineArchive<S>> archive,
      Function<LoopStages, List<S>> newest,
      Function<S, String> idOf,
      ToLongFunction<S> startedMs) {}

  private static final Kind<Round> ROUNDS =
      new Kind<>(
          stages -> stages.rounds().archive(),
          stages -> stages.rounds().newest(Integer.MAX_VALUE),
          Round::id,
          Round::startedMs);

  private static final Kind<Distillation> DISTILLATIONS =
      new Kind<>(
          stages -> stages.distillations().archive(),
          stages -> stages.distillations().newest(Integer.MAX_VALUE),
          Distillation::id,
          Distillation::startedMs);

  private static final Kind<Rollout> ROLLOUTS =
      new Kind<>(
          stages -> stages.rollouts().archive(),
          stages -> stages.rollouts().newest(Integer.MAX_VALUE),
          Rollout::id,
          Rollout::startedMs);

  /**
   * A walk over rounds.
   *
   * @param deployment empty: of all
   * @throws IllegalArgumentException when there is no such deployment
   */
  public MergedWalk<Round> rounds(String deployment) throws Exception {
    return walk(ROUNDS, deployment);
  }

  /** A walk over distillations, as over rounds. */
  public MergedWalk<Distillation> distillations(String deployment) throws Exception {
    return walk(DISTILLATIONS, deployment);
  }

  /** A walk over rollouts, as over rounds. */
  public MergedWalk<Rollout> rollouts(String deployment) throws Exception {
    return walk(ROLLOUTS, deployment);
  }

  private <S> MergedWalk<S> walk(Kind<S> kind, String deployment) throws Exception {
    List<DeploymentLoop> wanted =
        deployment.isEmpty() ? loops.all() : List.of(loops.get(deployment));
    List<MergedWalk.Source<S>> sources = new ArrayList<>();
    for (DeploymentLoop of : wanted) {
      Map<String, S> inMemory = new HashMap<>();
      newest(kind, of).forEach(machine -> inMemory.put(kind.idOf.apply(machine), machine));
      sources.add(new MergedWalk.Source<>(of.name(), kind.archive.apply(of.stages()), inMemory));
    }
    return new MergedWalk<>(sources, kind.idOf, kind.startedMs);
  }

  private <S> List<S> newest(Kind<S> kind, DeploymentLoop of) throws Exception {
    return loop.ask(() -> kind.newest.apply(of.stages()));
  }

  /**
   * A round with its rows.
   *
   * @throws IllegalArgumentException when there is no such round
   */
  public Round round(String id) throws Exception {
    return find(ROUNDS, id, r -> !r.rows().areLeftOut(), "round");
  }

  /**
   * @throws IllegalArgumentException when there is no such distillation
   */
  public Distillation distillation(String id) throws Exception {
    return find(DISTILLATIONS, id, d -> true, "distillation");
  }

  /**
   * A rollout with its rows.
   *
   * @throws IllegalArgumentException when there is no such rollout
   */
  public Rollout rollout(String id) throws Exception {
    return find(ROLLOUTS, id, r -> !r.members().areLeftOut(), "rollout");
  }

  private <S> S find(Kind<S> kind, String id, Predicate<S> whole, String what) throws Exception {
    DeploymentLoop of;
    try {
      of = loops.ofId(id);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(id + ": no such " + what, e);
    }
    return newest(kind, of).stream()
        .filter(machine -> kind.idOf.apply(machine).equals(id))
        .filter(whole)
        .findFirst()
        .or(() -> kind.archive.apply(of.stages()).find(id))
        .orElseThrow(() -> new IllegalArgumentException(id + ": no such " + what));
  }
}
