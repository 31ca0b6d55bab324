package io.vedette.cloud.rollout;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.Install;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waves, and how many devices may fail, on simulated fleets. A device may take 2 minutes. */
class WaveRolloutTest {

  private static final RolloutConfig CONFIG =
      new RolloutConfig(true, null, null, List.of(1, 10, 100), 5, 300, BakeConfig.none());

  private final TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect> table =
      RolloutStateMachine.of(CONFIG);

  private final Queue<RolloutEvent> events = new ArrayDeque<>();
  private final Set<String> toldBack = new HashSet<>();
  private Rollout rollout = Scratch.rollout();
  private int mostAtOnce;

  /** What a device does with its command. */
  private enum Fate {
    CONFIRMS,
    FAILS,
    GOES_AWAY,
    SAYS_NOTHING
  }

  private static String name(int device) {
    return "agent-%05d".formatted(device);
  }

  private void run(int devices, IntFunction<Fate> fates) {
    List<String> agents = IntStream.range(0, devices).mapToObj(WaveRolloutTest::name).toList();
    rollout =
        Rollout.starting(
            "o-1",
            Scratch.V2,
            Scratch.V1,
            WavePlan.of(agents, CONFIG.waves(), Scratch.V2.toString()),
            0);
    step(new RolloutEvent.Started(at(0)), fates);
    for (int second = 1; rollout.underWay() && second < 3_600; second++) {
      step(new RolloutEvent.Ticked(at(second * 1_000L)), fates);
    }
  }

  private void step(RolloutEvent first, IntFunction<Fate> fates) {
    events.add(first);
    for (RolloutEvent event = events.poll(); event != null; event = events.poll()) {
      Transition<Rollout, RolloutEffect> step = table.step(rollout, event);
      rollout = step.state();
      for (RolloutEffect effect : step.effects()) {
        if (effect instanceof RolloutEffect.Continue) {
          events.add(new RolloutEvent.Continued(event.now()));
        } else if (effect instanceof Install install) {
          answer(install, event, fates);
        }
      }
      mostAtOnce =
          Math.max(mostAtOnce, rollout.members().count(g -> ((Member.Group) g).expected()));
    }
  }

  private void answer(Install install, RolloutEvent event, IntFunction<Fate> fates) {
    String agent = install.agentId();
    if (install.back()) {
      toldBack.add(agent);
      events.add(new RolloutEvent.Reported(agent, true, State.CONFIRMED, "", 0, event.now()));
      return;
    }
    int number = Integer.parseInt(agent.substring("agent-".length()));
    switch (fates.apply(number)) {
      case CONFIRMS ->
          events.add(new RolloutEvent.Reported(agent, false, State.CONFIRMED, "", 0, event.now()));
      case FAILS ->
          events.add(
              new RolloutEvent.Reported(agent, false, State.FAILED, "no room", 0, event.now()));
      case GOES_AWAY -> events.add(new RolloutEvent.DeviceAway(agent, event.now()));
      case SAYS_NOTHING -> {}
    }
  }

  private static IntFunction<Fate> shares(double failing, double away, double silent) {
    double[] draws = new Random(7).doubles(20_000).toArray();
    return device -> {
      double draw = draws[device];
      if (device == 0) {
        return Fate.CONFIRMS;
      }
      if (draw < failing) {
        return Fate.FAILS;
      }
      if (draw < failing + away) {
        return Fate.GOES_AWAY;
      }
      return draw < failing + away + silent ? Fate.SAYS_NOTHING : Fate.CONFIRMS;
    };
  }

  private int count(IntPredicate wave, State state) {
    return rollout.members().count(g -> wave.test(group(g).wave()) && group(g).state() == state);
  }

  private static Member.Group group(Object group) {
    return (Member.Group) group;
  }

  @Test
  void tenThousandOfWhichFewFailEndDoneAndListThem() {
    run(10_000, shares(0.01, 0.02, 0.01));
    assertThat(rollout.phase()).isEqualTo(Phase.DONE);
    assertThat(count(w -> true, State.FAILED)).isBetween(150, 250);
    assertThat(count(w -> true, State.CONFIRMED)).isGreaterThan(9_500);
    assertThat(toldBack).isEmpty();
    assertThat(mostAtOnce).isEqualTo(300);
  }

  @Test
  void moreThanMayFailStopInTheFirstWaveAndOnlyThoseThatMovedGoBack() {
    run(10_000, shares(0.08, 0, 0));
    assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(rollout.why()).matches("6 of wave 1 failed, 5 may; agent-[0-9]+ failed: no room");
    assertThat(toldBack).hasSizeLessThan(101).contains(name(0));
    assertThat(count(w -> w > 1, State.WAITING)).isEqualTo(9_899);
  }

  @Test
  void wavesFollowEachOther() {
    Set<Integer> installing = new HashSet<>();
    run(
        1_000,
        device -> {
          for (Member member : rollout.members()) {
            if (member.moving()) {
              installing.add(member.wave());
            }
          }
          assertThat(installing.size()).isLessThan(3);
          installing.clear();
          return Fate.CONFIRMS;
        });
    assertThat(rollout.phase()).isEqualTo(Phase.DONE);
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    rollout.members().forEach(member -> sizes.merge(member.wave(), 1, Integer::sum));
    assertThat(sizes).hasToString("{0=1, 1=10, 2=90, 3=899}");
  }

  @Test
  void oneOfFewMayNotFail() {
    run(20, device -> device == 13 ? Fate.FAILS : Fate.CONFIRMS);
    assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(rollout.why()).isEqualTo("agent-00013 failed: no room");
  }

  @Test
  void aDeviceThatWasGivenUpCountsWhenItConfirms() {
    rollout =
        Scratch.rollout(
            IntStream.range(0, 30).mapToObj(WaveRolloutTest::name).toArray(String[]::new));
    step(
        new RolloutEvent.Started(at(0)),
        device -> device == 7 || device == 8 ? Fate.SAYS_NOTHING : Fate.CONFIRMS);
    events.add(new RolloutEvent.Reported(name(7), false, State.FAILED, "no room", 0, at(1)));
    step(new RolloutEvent.Ticked(at(2)), device -> Fate.CONFIRMS);
    assertThat(rollout.phase()).isEqualTo(Phase.WAVES);
    step(
        new RolloutEvent.Reported(name(7), false, State.CONFIRMED, "", 0, at(3)),
        device -> Fate.CONFIRMS);
    step(
        new RolloutEvent.Reported(name(8), false, State.CONFIRMED, "", 0, at(3)),
        device -> Fate.CONFIRMS);
    assertThat(rollout.phase()).isEqualTo(Phase.DONE);
    assertThat(count(w -> true, State.CONFIRMED)).isEqualTo(30);
  }

  @Test
  void sharesThatDoNotGrowAreRefused() {
    assertThatThrownBy(() -> new RolloutConfig(true, null, null, List.of(50, 10), null, null, null))
        .hasMessage("rollouts.waves: shares grow and are 1 to 100 percent, not [50, 10]");
    assertThatThrownBy(() -> new RolloutConfig(true, null, null, null, 101, null, null))
        .hasMessageContaining("rollouts.failures");
  }
}
