package io.vedette.cloud.health;

import io.vedette.cloud.health.SimulatedCamera.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A bake on one simulated camera, looked at after every fourth block; a block of ten frames takes
 * two seconds, and an audit comes with every fifth. Of both the newest 120 are known.
 */
final class SimulatedBake {

  private static final HealthAnalysis ANALYSIS = new HealthAnalysis(100, 20);

  /** Blocks before the move: eight minutes. */
  private static final int BEFORE = 240;

  /** Blocks until a person is asked: ten minutes. */
  private static final int MOST = 300;

  private static final int LOOK = 4;
  private static final int KNOWN = 120;

  /**
   * How it ended.
   *
   * @param frames that were answered until then
   */
  record End(HealthVerdict verdict, int frames, String why) {}

  private SimulatedBake() {}

  /**
   * @param leastBlocks it does not pass before
   */
  static End run(SimulatedCamera camera, Fault fault, int leastBlocks) {
    return run(camera, Fault.NONE, fault, leastBlocks);
  }

  /**
   * @param first what was wrong with the version before
   */
  static End run(SimulatedCamera camera, Fault first, Fault fault, int leastBlocks) {
    List<FieldBlock> before = newest(camera.next(BEFORE, first));
    List<FieldBlock> now = new ArrayList<>();
    HealthReport report = HealthReport.NONE;
    int blocks = 0;
    while (blocks < MOST) {
      now.addAll(camera.next(LOOK, fault));
      blocks += LOOK;
      report = ANALYSIS.judge(evidence(before, newest(now), fault, blocks));
      if (report.verdict() == HealthVerdict.FAIL
          || (report.verdict() == HealthVerdict.PASS && blocks >= leastBlocks)) {
        break;
      }
    }
    return new End(report.verdict(), blocks * SimulatedCamera.FRAMES, report.why());
  }

  private static HealthEvidence evidence(
      List<FieldBlock> before, List<FieldBlock> now, Fault fault, int blocks) {
    int restarts = fault == Fault.CRASH_AFTER_100_FRAMES ? blocks / 10 : 0;
    return new HealthEvidence(
        before, Map.of("canary", now), List.of(), List.of(), restarts, 2 * blocks);
  }

  private static List<FieldBlock> newest(List<FieldBlock> blocks) {
    List<FieldBlock> all = new ArrayList<>(newest(blocks, false));
    all.addAll(newest(blocks, true));
    return all;
  }

  private static List<FieldBlock> newest(List<FieldBlock> blocks, boolean audits) {
    List<FieldBlock> of = blocks.stream().filter(b -> b.frames() == 0 == audits).toList();
    return of.subList(Math.max(0, of.size() - KNOWN), of.size());
  }

  /**
   * Prints the table of docs/rollouts.md: 20 cameras for each fault, with and without a teacher.
   */
  public static void main(String[] arguments) {
    for (Fault fault : Fault.values()) {
      for (boolean teacher : List.of(false, true)) {
        List<Integer> seen = new ArrayList<>();
        int passed = 0;
        String why = "";
        for (int i = 0; i < 20; i++) {
          End end = run(new SimulatedCamera(i, teacher), fault, 15);
          passed += end.verdict() == HealthVerdict.PASS ? 1 : 0;
          if (end.verdict() == HealthVerdict.FAIL) {
            seen.add(end.frames());
            why = end.why();
          }
        }
        Collections.sort(seen);
        System.out.printf(
            Locale.ROOT,
            "%s | %s | seen %d, passed %d, undecided %d | median %s, most %s | %s%n",
            fault,
            teacher ? "teacher" : "none",
            seen.size(),
            passed,
            20 - seen.size() - passed,
            seen.isEmpty() ? "-" : seen.get(seen.size() / 2),
            seen.isEmpty() ? "-" : seen.get(seen.size() - 1),
            why);
      }
    }
  }
}
