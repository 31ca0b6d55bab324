package io.vedette.cloud.machine;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.DistillationEffect;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.DistillationMachines;
import io.vedette.cloud.machine.MachineForm.NoRow;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEffect;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.rollout.RolloutMachines;
import io.vedette.cloud.round.AggregateRecord;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundEffect;
import io.vedette.cloud.round.RoundEvent;
import io.vedette.cloud.round.RoundMachines;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * An update becomes a version on every device, whatever happens on the way: the coordinator is
 * killed between any two writes, any effect throws, any write fails. The end is always the same.
 */
class KilledMachinesTest {

  private static final List<String> AGENTS = List.of("a", "b", "c");

  /** Far more turns than the way takes. */
  private static final int TURNS = 40;

  private final InMemoryMachineStore disk = new InMemoryMachineStore();

  /** What is outside the coordinator: devices and workers outlive it. */
  private final class World {
    /** Commands that agents have, by agent: a version to install. */
    final Map<String, RolloutEffect.Install> installing = new TreeMap<>();

    final Map<String, Boolean> running = new TreeMap<>();
    final Set<String> trained = new HashSet<>();
    final Set<String> uploaded = new HashSet<>();
    final Map<String, String> aliases = new TreeMap<>();
    boolean distilled;

    /** Work under way, which ends with the coordinator. */
    final List<Runnable> background = new ArrayList<>();

    int effects;
    int throwAt = -1;

    StateMachines<Round, Participant, RoundEvent, RoundEffect> rounds;
    StateMachines<Distillation, NoRow, DistillationEvent, DistillationEffect> distillations;
    StateMachines<Rollout, Member, RolloutEvent, RolloutEffect> rollouts;

    void start(long now) {
      background.clear();
      rounds = RoundMachines.of(disk.of("rounds"), this::perform);
      distillations = DistillationMachines.of(disk.of("distillations"), this::perform);
      rollouts = RolloutMachines.of(disk.of("rollouts"), this::perform);
      rounds.resume();
      rounds.postUnderWay(new RoundEvent.Restarted(at(now)));
      distillations.resume();
      distillations.postUnderWay(new DistillationEvent.Restarted(at(now)));
      rollouts.resume();
      rollouts.postUnderWay(new RolloutEvent.Restarted(at(now)));
    }

    private void count() {
      if (effects++ == throwAt) {
        throw new IllegalStateException("the test wants it so");
      }
    }

    private boolean perform(Round r, RoundEffect effect, RunningEffect<RoundEvent> running) {
      count();
      if (effect instanceof RoundEffect.Invite invite) {
        trained.add(invite.agentId());
      } else if (effect instanceof RoundEffect.Aggregate) {
        background.add(
            () ->
                running.result(
                    new RoundEvent.Aggregated(
                        Scratch.artifact("training", 5),
                        "",
                        new AggregateRecord(List.of(), 0, null),
                        at(0))));
        return false;
      } else if (effect instanceof RoundEffect.OfferStudent
          && distillations.find("d-1").isEmpty()) {
        distillations.create(n -> Scratch.distillation(), new DistillationEvent.FramesCame());
      }
      return true;
    }

    private boolean perform(
        Distillation d, DistillationEffect effect, RunningEffect<DistillationEvent> running) {
      count();
      if (effect instanceof DistillationEffect.Gather) {
        background.add(
            () ->
                running.result(
                    new DistillationEvent.Gathered(
                        new Distillation.Sets(
                            Scratch.artifact("dataset", 6),
                            Scratch.artifact("dataset", 7),
                            40,
                            10,
                            "t"))));
        return false;
      } else if (effect instanceof DistillationEffect.SeekWorker) {
        running.post(new DistillationEvent.WorkerReady("worker", at(0)));
      } else if (effect instanceof DistillationEffect.Lease) {
        distilled = true;
      } else if (effect instanceof DistillationEffect.Judge) {
        background.add(
            () ->
                running.result(
                    new DistillationEvent.Judged(
                        Scratch.V2, List.of(new GateResult("g", true, "")), "", at(0))));
        return false;
      } else if (effect instanceof DistillationEffect.RollOut && rollouts.newest(1).isEmpty()) {
        rollouts.create(n -> Scratch.rollout("a", "b", "c"), new RolloutEvent.Started(at(0)));
      }
      return true;
    }

    private boolean perform(
        Rollout rollout, RolloutEffect effect, RunningEffect<RolloutEvent> result) {
      count();
      if (effect instanceof RolloutEffect.Install install) {
        installing.put(install.agentId(), install);
      } else if (effect instanceof RolloutEffect.MarkStable) {
        background.add(
            () -> {
              aliases.put("stable", rollout.version().toString());
              result.done();
            });
        return false;
      } else if (effect instanceof RolloutEffect.MarkCanary) {
        aliases.put("canary", rollout.version().toString());
      }
      return true;
    }

    /** Everything outside does its next part; reports are repeated until they are of no use. */
    void turn(long now) {
      if (rounds.newest(1).isEmpty()) {
        rounds.create(n -> Scratch.round("a", "b", "c"), new RoundEvent.Opened(at(now)));
      }
      for (String agent : AGENTS) {
        if (trained.contains(agent) && !uploaded.contains(agent)) {
          rounds.post("r-1", update(agent, now));
          if (rounds.durable().isDone()) {
            uploaded.add(agent);
          }
        }
        RolloutEffect.Install install = installing.get(agent);
        if (install != null) {
          running.put(agent, install.back());
          rollouts.post(
              "o-1",
              new RolloutEvent.Reported(
                  agent, install.back(), Member.State.CONFIRMED, "", 5, at(now)));
        }
      }
      if (distilled) {
        distillations.post("d-1", new DistillationEvent.Finished("worker", 1, outcome()));
      }
      List<Runnable> due = List.copyOf(background);
      background.clear();
      due.forEach(Runnable::run);
      rounds.flush();
      distillations.flush();
      rollouts.flush();
    }

    Map<String, Object> end() {
      Map<String, Object> end = new LinkedHashMap<>();
      Round round = rounds.find("r-1").orElseThrow();
      end.put("round", round.phase() + " " + round.updateIds());
      Distillation distillation = distillations.find("d-1").orElseThrow();
      end.put("distillation", distillation.phase() + " " + distillation.version());
      Rollout rollout = rollouts.find("o-1").orElseThrow();
      end.put("rollout", rollout.phase() + " " + rollout.counts());
      end.put("aliases", aliases);
      end.put("devices", running);
      end.put(
          "unsettled",
          rounds.unsettled().size()
              + distillations.unsettled().size()
              + rollouts.unsettled().size());
      return end;
    }
  }

  private static RoundEvent update(String agent, long now) {
    return new RoundEvent.Updated(
        agent,
        new Participant.Contribution(
            "u-" + agent,
            Scratch.artifact("update", 4),
            10,
            2,
            1,
            3,
            Scratch.artifact("escalations", 5),
            1),
        at(now));
  }

  private static Distillation.Outcome outcome() {
    return new Distillation.Outcome(
        Scratch.artifact("training", 8),
        List.of(),
        new ModelMetrics(0, 0, 0, 0, 1, "", 0, 0, ""),
        Scratch.artifact("answers", 9),
        1,
        Map.of());
  }

  private Map<String, Object> run(World world) {
    world.start(0);
    for (int turn = 1; turn <= TURNS; turn++) {
      if (disk.killed()) {
        disk.revive();
        world.start(1_000L * turn);
      }
      world.turn(1_000L * turn);
    }
    return world.end();
  }

  @Test
  void aKillBetweenAnyTwoWritesChangesNothing() {
    Map<String, Object> expected = run(new World());
    int writes = disk.writes();
    assertThat(expected)
        .containsEntry("round", "AGGREGATED [u-a, u-b, u-c]")
        .containsEntry("distillation", "DONE student:2")
        .containsEntry("rollout", "DONE {CONFIRMED=3}")
        .containsEntry("unsettled", 0);
    assertThat(writes).isBetween(15, 60);
    for (int first = 0; first < writes; first++) {
      for (int second : new int[] {1, 4}) {
        KilledMachinesTest again = new KilledMachinesTest();
        again.disk.killAfter(first);
        assertThat(again.runKilledTwice(second))
            .as("killed after %s writes and after %s more", first, second)
            .isEqualTo(expected);
      }
    }
  }

  private Map<String, Object> runKilledTwice(int second) {
    World world = new World();
    boolean again = false;
    world.start(0);
    for (int turn = 1; turn <= TURNS; turn++) {
      if (disk.killed()) {
        disk.revive();
        if (!again) {
          again = true;
          disk.killAfter(second);
        }
        world.start(1_000L * turn);
      }
      world.turn(1_000L * turn);
    }
    return world.end();
  }

  @Test
  void anEffectThatThrowsIsNotLostWhicheverItIs() {
    World calm = new World();
    Map<String, Object> expected = run(calm);
    for (int effect = 0; effect < calm.effects; effect++) {
      KilledMachinesTest again = new KilledMachinesTest();
      World world = again.new World();
      world.throwAt = effect;
      assertThat(again.run(world)).as("effect %s throws", effect).isEqualTo(expected);
    }
  }

  @Test
  void aWriteThatFailsIsNotLostWhicheverItIs() {
    Map<String, Object> expected = run(new World());
    int writes = disk.writes();
    for (int write = 0; write < writes; write++) {
      KilledMachinesTest again = new KilledMachinesTest();
      again.disk.failOnceAfter(write);
      assertThat(again.run(again.new World())).as("write %s fails", write).isEqualTo(expected);
    }
  }
}
