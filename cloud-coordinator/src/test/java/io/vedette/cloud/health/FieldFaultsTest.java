package io.vedette.cloud.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.health.SimulatedCamera.Fault;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which faults are seen in the field, with and without a teacher: as docs/rollouts.md says. */
class FieldFaultsTest {

  private static Map<Fault, HealthVerdict> verdicts(boolean teacher) {
    Map<Fault, HealthVerdict> verdicts = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      SimulatedCamera camera = new SimulatedCamera(7, teacher);
      verdicts.put(fault, SimulatedBake.run(camera, fault, 15).verdict());
    }
    return verdicts;
  }

  private static Set<Fault> with(HealthVerdict wanted, Map<Fault, HealthVerdict> verdicts) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    verdicts.forEach(
        (fault, verdict) -> {
          if (verdict == wanted) {
            faults.add(fault);
          }
        });
    return faults;
  }

  @Test
  void withoutATeacherAllButShiftedBoxesIsSeen() {
    Map<Fault, HealthVerdict> verdicts = verdicts(false);
    assertThat(with(HealthVerdict.PASS, verdicts))
        .containsExactlyInAnyOrder(Fault.NONE, Fault.BOXES_SHIFTED);
    assertThat(with(HealthVerdict.FAIL, verdicts))
        .contains(
            Fault.RANDOM_WEIGHTS,
            Fault.ALL_ZERO,
            Fault.FOUR_FIFTHS_MISSED,
            Fault.SCORES_HALVED,
            Fault.CLASS_LOST,
            Fault.THREE_TIMES_SLOWER,
            Fault.CRASH_AFTER_100_FRAMES);
  }

  @Test
  void withATeacherOnlyTheGoodVersionPasses() {
    Map<Fault, HealthVerdict> verdicts = verdicts(true);
    assertThat(with(HealthVerdict.PASS, verdicts)).containsExactly(Fault.NONE);
    assertThat(with(HealthVerdict.FAIL, verdicts))
        .contains(Fault.BOXES_SHIFTED, Fault.CLASSES_PERMUTED);
  }

  /** The loop's promise: later versions find what earlier ones missed. */
  @Test
  void aVersionThatFindsFiveTimesAsMuchPassesWhereATeacherSaysSo() {
    for (int seed = 0; seed < 20; seed++) {
      SimulatedCamera camera = new SimulatedCamera(seed, true);
      SimulatedBake.End end = SimulatedBake.run(camera, Fault.FOUR_FIFTHS_MISSED, Fault.NONE, 15);
      assertThat(end.verdict()).as("camera %d: %s", seed, end.why()).isEqualTo(HealthVerdict.PASS);
    }
  }

  @Test
  void of200GoodVersionsNoneIsTurnedBackAndFewNeedAPerson() {
    Map<HealthVerdict, Integer> ends = new EnumMap<>(HealthVerdict.class);
    for (int i = 0; i < 200; i++) {
      SimulatedCamera camera = new SimulatedCamera(1_000 + i, i % 2 == 0);
      ends.merge(SimulatedBake.run(camera, Fault.NONE, 15).verdict(), 1, Integer::sum);
    }
    assertThat(ends).doesNotContainKey(HealthVerdict.FAIL);
    assertThat(ends.get(HealthVerdict.PASS)).isGreaterThanOrEqualTo(190);
  }
}
