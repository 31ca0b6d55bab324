package io.vedette.benchmarks.drift;

import io.vedette.cloud.drift.DriftSeries;
import io.vedette.cloud.drift.DriftWatch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Seeded streams of audits of four cameras, watched as a coordinator watches them: recall of the
 * whole and of each camera, and scores.
 *
 * @param repetitions streams
 * @param seed of the first; each further one adds one
 */
record DriftSimulation(int repetitions, long seed) {

  private static final int CAMERAS = 4;

  /**
   * How soon a change was found.
   *
   * @param mean audits to the find, of the found ones
   * @param p95 of all; {@code most + 1}: not found within that
   * @param within60 share of all that was found within 60 audits
   * @param found share of all that was found at all
   * @param earlyAlarms share of the streams with an alarm before the change; these count nowhere
   *     else
   */
  record Delays(double mean, int p95, double within60, double found, double earlyAlarms) {}

  /**
   * Alarms without a change.
   *
   * @param mean of a stream
   * @param most of a stream
   * @param two share of the streams with more than one
   */
  record FalseAlarms(double mean, long most, double two) {}

  /**
   * @param reference audits before the change
   * @param most audits after it
   */
  Delays delays(AuditSource before, AuditSource after, int reference, int most) {
    int early = 0;
    int[] delays = new int[repetitions];
    int streams = 0;
    for (int run = 0; run < repetitions; run++) {
      SplittableRandom random = new SplittableRandom(seed + run);
      DriftWatch watch = new DriftWatch();
      if (alarms(watch, before, random, reference, false) > 0) {
        early++;
      } else {
        delays[streams++] = firstAlarm(watch, after, random, reference, most);
      }
    }
    int[] all = Arrays.copyOf(delays, streams);
    Arrays.sort(all);
    return new Delays(
        Arrays.stream(all).filter(delay -> delay <= most).average().orElse(-1),
        all[Math.min(streams - 1, (int) Math.ceil(0.95 * streams) - 1)],
        share(Arrays.stream(all).filter(delay -> delay <= 60).count(), streams),
        share(Arrays.stream(all).filter(delay -> delay <= most).count(), streams),
        share(early, repetitions));
  }

  FalseAlarms falseAlarms(AuditSource of, int audits) {
    long[] alarms = new long[repetitions];
    for (int run = 0; run < repetitions; run++) {
      SplittableRandom random = new SplittableRandom(seed + run);
      alarms[run] = alarms(new DriftWatch(), of, random, audits, true);
    }
    return new FalseAlarms(
        Arrays.stream(alarms).average().orElse(0),
        Arrays.stream(alarms).max().orElse(0),
        share(Arrays.stream(alarms).filter(n -> n > 1).count(), repetitions));
  }

  private static double share(long part, int of) {
    return (double) part / of;
  }

  /** Alarms in so many audits; only whether there is one, unless all are counted. */
  private static long alarms(
      DriftWatch watch, AuditSource of, SplittableRandom random, int audits, boolean all) {
    long alarms = 0;
    for (int i = 0; i < audits && (all || alarms == 0); i++) {
      alarms += alarms(watch, of.next(random), random, i);
    }
    return alarms;
  }

  private static int firstAlarm(
      DriftWatch watch, AuditSource of, SplittableRandom random, int from, int most) {
    for (int i = 1; i <= most; i++) {
      if (alarms(watch, of.next(random), random, from + i) > 0) {
        return i;
      }
    }
    return most + 1;
  }

  private static int alarms(DriftWatch watch, Audit audit, SplittableRandom random, int number) {
    int alarms = 0;
    if (audit.recall() >= 0) {
      alarms += add(watch, DriftSeries.RECALL, "", audit.recall(), random, number);
      String camera = "agent-1/camera-" + number % CAMERAS;
      alarms += add(watch, DriftSeries.CAMERA_RECALL, camera, audit.recall(), random, number);
    }
    if (audit.score() >= 0) {
      alarms += add(watch, DriftSeries.SCORE, "", audit.score(), random, number);
    }
    return alarms;
  }

  private static int add(
      DriftWatch watch,
      DriftSeries series,
      String camera,
      double value,
      SplittableRandom random,
      int number) {
    return watch
        .add(series, camera, "student:1", "", value, random.nextDouble(), number)
        .map(found -> 1)
        .orElse(0);
  }
}
