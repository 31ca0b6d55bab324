package io.vedette.cli.demo;

import io.vedette.cloud.distillation.GateConfig;
import java.time.Duration;

/**
 * How soon the loop turns. A fleet would take days where a demo takes minutes; nothing else
 * differs.
 *
 * @param newVerdicts a round opens after this many
 * @param minExamples an agent with fewer verdicts declines the round
 * @param maxExamples an agent trains on at most this many
 * @param localEpochs passes over an agent's own verdicts
 * @param distillEpochs passes over the hard-example set
 * @param maxTraining frames of the hard-example set
 * @param minAudits held-out audits that a version is judged on, at least; 0: 8
 * @param minInterval between two rounds
 * @param maxWait the same after distillations that made no version, at most
 * @param budgetBitsPerSecond what each agent may send up
 * @param gates what a version must pass
 * @param bake how long a version is judged in the field, on the canary and on all; 0: it is not
 */
public record DemoTimings(
    int newVerdicts,
    int minExamples,
    int maxExamples,
    int localEpochs,
    int distillEpochs,
    int maxTraining,
    int minAudits,
    Duration minInterval,
    Duration maxWait,
    double budgetBitsPerSecond,
    GateConfig gates,
    Duration bake) {

  /**
   * A version every five minutes or so on two cores. The budget lets one frame of 640x640 through
   * every few seconds: most are never sent.
   */
  public static DemoTimings demo() {
    return new DemoTimings(
        120,
        16,
        100,
        2,
        8,
        240,
        16,
        Duration.ofMinutes(2),
        Duration.ofMinutes(15),
        400_000,
        GateConfig.defaults(),
        Duration.ofSeconds(20));
  }
}
