package io.vedette.cloud.round;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When rounds open and what their participants do. What is missing takes its default.
 *
 * @param manual rounds open only by hand (false)
 * @param newVerdicts a round opens when this many verdicts came since the last (60)
 * @param minAgents and this many agents are online with enough examples; fewer updates fail the
 *     round (2)
 * @param minInterval least time between the starts of two rounds (60 s)
 * @param maxWait each distillation in a row that made no version doubles the least time to the next
 *     round, up to this (1 h); {@code minInterval} and less: the time stays the same
 * @param patience a participant may always be silent this long, and longer where its reports come
 *     further apart (5 min)
 * @param epochs of local training (2)
 * @param batch pictures per step (8)
 * @param learningRate peak of the schedule; 0: by the student's graph, 0.001 with batch
 *     normalizations and 0.0001 without (0)
 * @param minExamples an agent with fewer declines (8)
 * @param maxExamples an agent uses at most this many, the newest (256; 4096 at most)
 * @param maxUpdateBytes a larger update is refused at its header (twice its base and 16 MiB, since
 *     an update holds the weights of its base)
 * @param seed of the first round; each further round adds one (1)
 */
public record RoundConfig(
    boolean manual,
    int newVerdicts,
    int minAgents,
    Duration minInterval,
    Duration maxWait,
    Duration patience,
    int epochs,
    int batch,
    double learningRate,
    int minExamples,
    int maxExamples,
    long maxUpdateBytes,
    long seed) {

  /** As many escalations an update can name on the wire. */
  private static final int MAX_EXAMPLES = 4096;

  /** What an update has beside the weights. */
  private static final long BESIDE_WEIGHTS_BYTES = 16 << 20;

  public RoundConfig(
      boolean manual,
      int newVerdicts,
      int minAgents,
      @Nullable Duration minInterval,
      @Nullable Duration maxWait,
      @Nullable Duration patience,
      int epochs,
      int batch,
      double learningRate,
      int minExamples,
      int maxExamples,
      long maxUpdateBytes,
      long seed) {
    this.manual = manual;
    this.newVerdicts = newVerdicts > 0 ? newVerdicts : 60;
    this.minAgents = minAgents > 0 ? minAgents : 2;
    this.minInterval = minInterval == null ? Duration.ofSeconds(60) : minInterval;
    this.maxWait = maxWait == null ? Duration.ofHours(1) : maxWait;
    this.patience = patience == null ? Duration.ofMinutes(5) : patience;
    this.epochs = epochs > 0 ? epochs : 2;
    this.batch = batch > 0 ? batch : 8;
    this.learningRate = Math.max(0, learningRate);
    this.minExamples = minExamples > 0 ? minExamples : 8;
    if (maxExamples > MAX_EXAMPLES) {
      throw new IllegalArgumentException(
          "rounds.maxExamples: " + maxExamples + " is more than " + MAX_EXAMPLES);
    }
    this.maxExamples = maxExamples > 0 ? maxExamples : 256;
    this.maxUpdateBytes = Math.max(0, maxUpdateBytes);
    this.seed = seed == 0 ? 1 : seed;
  }

  /** No update to a base of so many bytes may be larger. */
  public long maxUpdateBytes(long baseBytes) {
    return maxUpdateBytes > 0 ? maxUpdateBytes : 2 * baseBytes + BESIDE_WEIGHTS_BYTES;
  }

  public static RoundConfig defaults() {
    return new RoundConfig(false, 0, 0, null, null, null, 0, 0, 0, 0, 0, 0, 0);
  }
}
