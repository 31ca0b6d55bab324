package io.vedette.benchmarks.training;

import io.vedette.detector.DetectorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same steps in another tool's process, which prints {@code step MS ms: forward MS, backward
 * MS, update MS} for each and {@code peak MIB} at its end.
 */
final class ReferenceSteps {

  private static final Pattern STEP =
      Pattern.compile("step ([\\d.]+) ms: forward ([\\d.]+), backward ([\\d.]+), update ([\\d.]+)");
  private static final Pattern PEAK = Pattern.compile("peak ([\\d.]+)");
  private static final long DEADLINE_SECONDS = 900;

  private final List<String> command;
  private double peakMiB = Double.NaN;

  ReferenceSteps(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** Peak resident memory of the last run, MiB; NaN before the first. */
  double peakMiB() {
    return peakMiB;
  }

  /**
   * Starts the process and reads its steps.
   *
   * @throws DetectorException when it cannot be started, fails, takes too long or says nothing
   */
  StepTimes run(int steps, int warmup) throws DetectorException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add(Integer.toString(steps + warmup));
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      CompletableFuture.delayedExecutor(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly); // its output ends with it
      try {
        return read(process, warmup);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new DetectorException(String.join(" ", all) + ": cannot be run: " + e.getMessage(), e);
    }
  }

  private StepTimes read(Process process, int warmup)
      throws IOException, DetectorException, InterruptedException {
    StepTimes times = new StepTimes();
    int seen = 0;
    String last = "nothing";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        Matcher step = STEP.matcher(line);
        Matcher peak = PEAK.matcher(line);
        if (step.find() && seen++ >= warmup) {
          times.add(number(step, 2), number(step, 3), number(step, 4), number(step, 1));
        } else if (peak.find()) {
          peakMiB = number(peak, 1);
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new DetectorException(
          String.join(" ", command) + ": ended without its figures; its last line: " + last);
    }
    return times;
  }

  private static double number(Matcher matcher, int group) {
    return Double.parseDouble(matcher.group(group));
  }
}
