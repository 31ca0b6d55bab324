package io.vedette.benchmarks.training;

import io.vedette.detector.DetectorException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Several implementations of the same steps, run in turns, so that other load on the machine slows
 * all of them alike. The ratio of each turn counts.
 */
final class InterleavedRun {

  private static final int WARM_UP = 3;

  /** One implementation. */
  interface Side {
    StepTimes run(int steps, int warmup) throws DetectorException, InterruptedException;
  }

  private final Map<String, Side> sides = new LinkedHashMap<>();

  /** Steps per second of the first side over those of another, by its name, of each turn. */
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

  void add(String name, Side side) {
    if (!sides.isEmpty()) {
      ratios.put(name, new ArrayList<>());
    }
    sides.put(name, side);
  }

  /** Runs every side once per turn and prints the times of each turn. */
  void run(int turns, int steps, PrintWriter out) throws DetectorException, InterruptedException {
    int width = sides.keySet().stream().mapToInt(String::length).max().orElse(0);
    for (int turn = 1; turn <= turns; turn++) {
      double first = 0;
      for (Map.Entry<String, Side> side : sides.entrySet()) {
        StepTimes times = side.getValue().run(steps, WARM_UP);
        out.printf(
            Locale.ROOT,
            "turn %d %-" + width + "s step %.1f ms: forward %.1f, backward %.1f, update %.1f%n",
            turn,
            side.getKey(),
            times.stepMs(),
            times.forwardMs(),
            times.backwardMs(),
            times.updateMs());
        out.flush();
        List<Double> ratio = ratios.get(side.getKey());
        if (ratio == null) {
          first = times.stepMs();
        } else {
          ratio.add(times.stepMs() / first);
        }
      }
    }
  }

  /** Prints a line for every side but the first. */
  void printRatios(PrintWriter out) {
    String first = sides.keySet().iterator().next();
    ratios.forEach(
        (name, all) ->
            out.printf(
                Locale.ROOT,
                "steps per second, %s / %s: median %.2f of %s%n",
                first,
                name,
                StepTimes.median(all),
                all.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList()));
  }
}
