package io.vedette.federated.compress.judge;

import io.vedette.detector.evaluate.PairedTiming;

/** Decides whether a variant may replace the model that it was made of. */
public interface VariantGate {

  /**
   * A decision.
   *
   * @param why for people, with the figures
   */
  record Verdict(boolean passed, String why) {}

  /** Whether the variant finds enough of what the reference finds. */
  Verdict accuracy(VariantRow variant, VariantRow reference);

  /** Whether the variant is quick enough. */
  Verdict latency(PairedTiming timing);

  /** How many times the reference's time a variant may take. */
  double slowest();

  /** Whether AP counts beside AP50. */
  boolean countsAp();
}
