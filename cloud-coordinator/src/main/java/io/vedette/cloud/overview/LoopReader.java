package io.vedette.cloud.overview;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.MachineArchive;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Rounds, distillations and rollouts, newest first: as they are in memory, those that left memory
 * as they are stored. May be called on any thread but the control loop's.
 */
public final class LoopReader {

  private final ControlLoop loop;
  private final LoopStages stages;

  public LoopReader(ControlLoop loop, LoopStages stages) {
    this.loop = loop;
    this.stages = stages;
  }

  /** A walk over all machines of a kind, newest first. */
  public static final class Walk<S> {
    private final MachineArchive<S> archive;
    private final Map<String, S> inMemory = new HashMap<>();
    private final Function<S, String> idOf;

    private Walk(MachineArchive<S> archive, List<S> newest, Function<S, String> idOf) {
      this.archive = archive;
      this.idOf = idOf;
      newest.forEach(machine -> inMemory.put(idOf.apply(machine), machine));
    }

    /**
     * The next machine.
     *
     * @param before where the walk has come to; {@code Long.MAX_VALUE} at the start
     * @return at most one, without its rows where it left memory
     */
    public MachineArchive.Page<S> next(long before) {
      MachineArchive.Page<S> page = archive.newest(before, 1);
      return new MachineArchive.Page<>(
          page.machines().stream().map(m -> inMemory.getOrDefault(idOf.apply(m), m)).toList(),
          page.before());
    }
  }

  public Walk<Round> rounds() throws Exception {
    return new Walk<>(stages.rounds().archive(), newest(this::newestRounds), Round::id);
  }

  private List<Round> newestRounds() {
    return stages.rounds().newest(Integer.MAX_VALUE);
  }

  public Walk<Distillation> distillations() throws Exception {
    return new Walk<>(
        stages.distillations().archive(), newest(this::newestDistillations), Distillation::id);
  }

  private List<Distillation> newestDistillations() {
    return stages.distillations().newest(Integer.MAX_VALUE);
  }

  public Walk<Rollout> rollouts() throws Exception {
    return new Walk<>(stages.rollouts().archive(), newest(this::newestRollouts), Rollout::id);
  }

  private List<Rollout> newestRollouts() {
    return stages.rollouts().newest(Integer.MAX_VALUE);
  }

  private <S> List<S> newest(Callable<List<S>> inMemory) throws Exception {
    return loop.ask(inMemory);
  }

  /**
   * A round with its rows.
   *
   * @throws IllegalArgumentException when there is no such round
   */
  public Round round(String id) throws Exception {
    return find(
        newest(this::newestRounds),
        r -> r.id().equals(id) && !r.rows().areLeftOut(),
        stages.rounds().archive(),
        id,
        "round");
  }

  /**
   * @throws IllegalArgumentException when there is no such distillation
   */
  public Distillation distillation(String id) throws Exception {
    return find(
        newest(this::newestDistillations),
        d -> d.id().equals(id),
        stages.distillations().archive(),
        id,
        "distillation");
  }

  /**
   * A rollout with its rows.
   *
   * @throws IllegalArgumentException when there is no such rollout
   */
  public Rollout rollout(String id) throws Exception {
    return find(
        newest(this::newestRollouts),
        r -> r.id().equals(id) && !r.members().areLeftOut(),
        stages.rollouts().archive(),
        id,
        "rollout");
  }

  private static <S> S find(
      List<S> inMemory, Predicate<S> wanted, MachineArchive<S> archive, String id, String kind) {
    return inMemory.stream()
        .filter(wanted)
        .findFirst()
        .or(() -> archive.find(id))
        .orElseThrow(() -> new IllegalArgumentException(id + ": no such " + kind));
  }
}
