package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.Workload;

/**
 * The same time, with channels ranked by what they matter for the time that they save: the idea of
 * Shen et al., <a href="https://arxiv.org/abs/2110.10811">HALP</a>. There a channel's importance is
 * divided by its milliseconds, which suits a knapsack of losses that add up. Ours do not, and
 * milliseconds of a channel differ a hundredfold between layers: the dear ones would be cut to the
 * bone before a cheap one is touched. So the price is how slow the device is with a layer's
 * operations beside its average, 1 everywhere on a device whose time goes with operations, where
 * the ranking is the plain one.
 *
 * <p>It keeps more channels for the same time and, on what was measured before any lesson, less of
 * what was known (benchmarks/results/compress.md): the first layers, whose cells are many, are both
 * slow and needed. Therefore it is asked for, and {@link ForecastTime} is what holds otherwise.
 */
public record WeighedTime(ForecastTime time) implements Expense {

  /** Where cutting saves next to no time, or even costs some, it comes last. */
  private static final double LEAST = 0.01;

  @Override
  public String noun() {
    return time.noun();
  }

  @Override
  public double of(Workload workload) throws DetectorException {
    return time.of(workload);
  }

  @Override
  public double price(Workload whole, Workload thinner) throws DetectorException {
    double saved = 1 - of(thinner) / of(whole);
    double operations = 1 - thinner.gflops() / whole.gflops();
    return Math.max(LEAST, saved / operations);
  }
}
