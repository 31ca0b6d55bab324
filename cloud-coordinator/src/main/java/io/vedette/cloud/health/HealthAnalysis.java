package io.vedette.cloud.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Compares a version in the field with what devices did before. For every signal there are two
 * confidence sequences, of the mean before and of the mean now; the signal fails when the interval
 * now lies beyond the limit of the whole interval before. Both hold at all times at once, so it may
 * be looked at as often as one likes. The chance of an error is shared equally by all signals
 * (Bonferroni), so that a version that is no worse than its limits fails with a chance of at most
 * {@link #ALPHA}.
 *
 * <p>Where devices that have not moved got worse meanwhile, a signal may get worse by as much.
 *
 * <p>A better version finds more, and other classes. Where a teacher's audits say that it is no
 * worse than before, what it finds counts neither against it nor keeps it from passing; and it is
 * not turned back for what it finds before the first audits came, unless they fail to come.
 *
 * @see MeanSequence
 */
public final class HealthAnalysis {

  /**
   * Chance to turn a good version back: a rollout has two bakes, and both together may do so once
   * in 200 rollouts.
   */
  static final double ALPHA = 1 / 400.0;

  /** With fewer blocks from before nothing is said. */
  static final int FEWEST_BLOCKS = 8;

  /** Nor with fewer now: audits are rare, and a few that are bad keep a version from passing. */
  private static final int FEWEST_NOW = 3;

  /** So many audits now may speak for what a version finds. */
  private static final int FEWEST_AUDITS = 5;

  /** They are waited for so many blocks of frames. */
  private static final int MOST_BLOCKS_WITHOUT = 40;

  /** Classes that are looked at, the most frequent before. */
  private static final int CLASSES = 8;

  /** A class with a smaller share of the objects before says too little. */
  private static final double SMALLEST_CLASS = 0.1;

  /** All signals but the one of classes, the classes, and restarts: the most findings. */
  public static final int TESTS = HealthSignal.values().length - 1 + CLASSES + 1;

  /** After a restart a version is looked at for so long before it passes. */
  private static final double SECONDS_PER_RESTART = 300;

  private static final int NAMED = 5;

  private final long fewestFrames;
  private final long fewestObjects;

  /**
   * @param fewestFrames with fewer frames now the version does not pass
   * @param fewestObjects nor with fewer objects
   */
  public HealthAnalysis(long fewestFrames, long fewestObjects) {
    this.fewestFrames = fewestFrames;
    this.fewestObjects = fewestObjects;
  }

  /** Judges what is known. */
  public HealthReport judge(HealthEvidence evidence) {
    List<HealthFinding> findings = new ArrayList<>();
    List<FieldBlock> now = pooled(evidence.now());
    for (HealthSignal signal : HealthSignal.values()) {
      switch (signal) {
        case SLOW_FRAMES -> {
          int slow = slowBucket(evidence.before());
          add(findings, signal, "", b -> slowShare(b, slow), evidence, now);
        }
        case CLASS -> {
          for (String label : classes(evidence.before())) {
            add(findings, signal, label, b -> classShare(b, label), evidence, now);
          }
        }
        default -> add(findings, signal, "", signal::of, evidence, now);
      }
    }
    HealthVerdict content = mostSevereOfContent(findings, evidence, now);
    List<HealthFinding> alone = List.copyOf(findings);
    findings.replaceAll(
        finding ->
            finding.signal().isContent() && !isLost(finding, alone)
                ? finding.atMost(content)
                : finding);
    long frames = now.stream().mapToLong(FieldBlock::frames).sum();
    long objects = now.stream().mapToLong(FieldBlock::objects).sum();
    String failed = failure(findings, evidence);
    String missing = failed.isEmpty() ? missing(findings, evidence, frames, objects) : "";
    HealthVerdict verdict =
        !failed.isEmpty()
            ? HealthVerdict.FAIL
            : missing.isEmpty() ? HealthVerdict.PASS : HealthVerdict.INCONCLUSIVE;
    return new HealthReport(verdict, failed + missing, frames, objects, findings);
  }

  /**
   * Whether there are fewer than half as many objects of a class in a frame: no gain explains it.
   */
  private static boolean isLost(HealthFinding finding, List<HealthFinding> findings) {
    return finding.signal() == HealthSignal.CLASS
        && findings.stream()
            .filter(other -> other.signal() == HealthSignal.OBJECTS)
            .anyMatch(
                objects ->
                    finding.now().value() * objects.now().value()
                        < finding.before().value() * objects.before().value() / 2);
  }

  /** What a version may be held to for what it finds, as far as the audits go. */
  private static HealthVerdict mostSevereOfContent(
      List<HealthFinding> findings, HealthEvidence evidence, List<FieldBlock> now) {
    if (isBorneOutByAudits(findings)) {
      return HealthVerdict.PASS;
    }
    long audits = audits(now);
    boolean awaited =
        audits(evidence.before()) >= FEWEST_BLOCKS
            && audits < FEWEST_AUDITS
            && now.size() - audits < MOST_BLOCKS_WITHOUT;
    return awaited ? HealthVerdict.INCONCLUSIVE : HealthVerdict.FAIL;
  }

  private static long audits(List<FieldBlock> blocks) {
    return blocks.stream().filter(block -> block.frames() == 0).count();
  }

  /**
   * Whether the version agrees with its teacher as much as what ran before, and invents no more.
   */
  private static boolean isBorneOutByAudits(List<HealthFinding> findings) {
    boolean asGood =
        findings.stream()
            .filter(finding -> finding.signal() == HealthSignal.F1)
            .anyMatch(
                f1 ->
                    f1.now().blocks() >= FEWEST_AUDITS && f1.now().value() >= f1.before().value());
    return asGood
        && findings.stream()
            .filter(finding -> finding.signal() == HealthSignal.PRECISION)
            .anyMatch(precision -> precision.outcome() == HealthVerdict.PASS);
  }

  private static String failure(List<HealthFinding> findings, HealthEvidence evidence) {
    if (RestartTest.areTooMany(evidence.restarts(), evidence.deviceSeconds(), ALPHA / TESTS)) {
      return String.format(
          Locale.ROOT,
          "%d processes of devices with the version ended within %.0f s",
          evidence.restarts(),
          evidence.deviceSeconds());
    }
    return words(findings, HealthVerdict.FAIL);
  }

  private static String words(List<HealthFinding> findings, HealthVerdict outcome) {
    return findings.stream()
        .filter(finding -> finding.outcome() == outcome)
        .findFirst()
        .map(HealthFinding::words)
        .orElse("");
  }

  /** Why the version does not pass yet; empty: it does. */
  private String missing(
      List<HealthFinding> findings, HealthEvidence evidence, long frames, long objects) {
    if (frames < fewestFrames) {
      return frames + " of " + fewestFrames + " frames were answered";
    }
    if (evidence.restarts() * SECONDS_PER_RESTART > evidence.deviceSeconds()) {
      return evidence.restarts() + " processes of devices with the version ended";
    }
    if (evidence.before().stream().filter(b -> b.frames() > 0).count() < FEWEST_BLOCKS) {
      return "there is too little from before to compare with";
    }
    if (objects < fewestObjects) {
      return objects + " of " + fewestObjects + " objects were seen";
    }
    return words(findings, HealthVerdict.INCONCLUSIVE);
  }

  private static List<FieldBlock> pooled(Map<String, List<FieldBlock>> byDevice) {
    return byDevice.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(FieldBlock::atMs))
        .toList();
  }

  private static void add(
      List<HealthFinding> findings,
      HealthSignal signal,
      String label,
      ToDoubleFunction<FieldBlock> value,
      HealthEvidence evidence,
      List<FieldBlock> nowBlocks) {
    double scale = scale(signal, value, evidence.before());
    FieldMean before = mean(value, scale, evidence.before());
    FieldMean now = mean(value, scale, nowBlocks);
    if (before.blocks() < FEWEST_BLOCKS || now.blocks() < FEWEST_NOW) {
      return;
    }
    FieldMean others = plainMean(value, evidence.othersNow());
    double drift = drift(plainMean(value, evidence.othersBefore()), others);
    double least = signal.least(before.low()) + Math.min(0, drift);
    double most = signal.most(before.high()) + Math.max(0, drift);
    HealthVerdict outcome = outcome(signal, before, now, drift, least, most);
    String devices =
        outcome == HealthVerdict.FAIL ? devices(value, evidence.now(), least, most) : "";
    findings.add(
        new HealthFinding(signal, label, before, now, others, least, most, outcome, devices));
  }

  /** By how much devices that have not moved changed meanwhile. */
  private static double drift(FieldMean before, FieldMean now) {
    return before.blocks() < FEWEST_BLOCKS || now.blocks() < FEWEST_BLOCKS
        ? 0
        : now.value() - before.value();
  }

  /**
   * Beyond the limit with all of its interval: failed. With its value beyond half of the way there:
   * it may be chance, and the version does not pass yet.
   */
  private static HealthVerdict outcome(
      HealthSignal signal,
      FieldMean before,
      FieldMean now,
      double drift,
      double least,
      double most) {
    if (now.high() < least || now.low() > most) {
      return HealthVerdict.FAIL;
    }
    double half = before.value() + Math.min(0, drift);
    double low = (half + signal.least(before.value()) + Math.min(0, drift)) / 2;
    double above = before.value() + Math.max(0, drift);
    double high = (above + signal.most(before.value()) + Math.max(0, drift)) / 2;
    return now.value() < low || now.value() > high
        ? HealthVerdict.INCONCLUSIVE
        : HealthVerdict.PASS;
  }

  /** Values are divided by this, so that they are between 0 and 1. */
  private static double scale(
      HealthSignal signal, ToDoubleFunction<FieldBlock> value, List<FieldBlock> before) {
    return signal == HealthSignal.OBJECTS
        ? 6 * Math.max(0.1, before.stream().mapToDouble(value).filter(v -> v >= 0).max().orElse(1))
        : 1;
  }

  private static FieldMean mean(
      ToDoubleFunction<FieldBlock> value, double scale, List<FieldBlock> blocks) {
    double[] values = blocks.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
    double[] shares =
        DoubleStream.of(values).map(v -> Math.min(1, Math.max(0, v / scale))).toArray();
    FieldMean mean = MeanSequence.of(shares, ALPHA / TESTS / 2);
    return new FieldMean(
        DoubleStream.of(values).average().orElse(0),
        mean.low() * scale,
        mean.high() * scale,
        mean.blocks());
  }

  /** Without an interval: nothing is decided by it alone. */
  private static FieldMean plainMean(ToDoubleFunction<FieldBlock> value, List<FieldBlock> blocks) {
    DoubleSummaryStatistics stats =
        blocks.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).summaryStatistics();
    double mean = stats.getAverage();
    return new FieldMean(mean, mean, mean, (int) stats.getCount());
  }

  /** Devices whose own mean is beyond a limit. */
  private static String devices(
      ToDoubleFunction<FieldBlock> value,
      Map<String, List<FieldBlock>> now,
      double least,
      double most) {
    List<String> bad =
        now.entrySet().stream()
            .filter(
                device -> {
                  double mean =
                      device.getValue().stream()
                          .mapToDouble(value)
                          .filter(v -> !Double.isNaN(v))
                          .average()
                          .orElse(Double.NaN);
                  return mean < least || mean > most;
                })
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    int more = bad.size() - NAMED;
    return String.join(", ", bad.subList(0, Math.min(NAMED, bad.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** The first bucket of times above twice the median before. Four buckets are a factor of two. */
  private static int slowBucket(List<FieldBlock> before) {
    long all = before.stream().flatMap(b -> b.latencies().stream()).mapToLong(n -> n).sum();
    long below = 0;
    for (int bucket = 0; ; bucket++) {
      int i = bucket;
      below += before.stream().mapToLong(b -> count(b, i)).sum();
      if (2 * below >= all) {
        return bucket + 5;
      }
    }
  }

  private static long count(FieldBlock block, int bucket) {
    return bucket < block.latencies().size() ? block.latencies().get(bucket) : 0;
  }

  private static double slowShare(FieldBlock block, int from) {
    long all = block.latencies().stream().mapToLong(n -> n).sum();
    long slow = block.latencies().stream().skip(from).mapToLong(n -> n).sum();
    return all == 0 ? Double.NaN : (double) slow / all;
  }

  private static double classShare(FieldBlock block, String label) {
    return block.objects() == 0
        ? Double.NaN
        : (double) block.classes().getOrDefault(label, 0L) / block.objects();
  }

  private static List<String> classes(List<FieldBlock> before) {
    Map<String, Long> sums = new HashMap<>();
    before.forEach(b -> b.classes().forEach((label, n) -> sums.merge(label, n, Long::sum)));
    long all = sums.values().stream().mapToLong(n -> n).sum();
    Stream<Map.Entry<String, Long>> frequent =
        sums.entrySet().stream().filter(e -> e.getValue() >= SMALLEST_CLASS * all);
    return frequent
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(CLASSES)
        .map(Map.Entry::getKey)
        .toList();
  }
}
