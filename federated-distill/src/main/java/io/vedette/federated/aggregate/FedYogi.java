package io.vedette.federated.aggregate;

/**
 * The {@link AdaptiveStrategy} with {@code v = v - (1 - β₂) Δ² sign(v - Δ²)}.
 *
 * @param second β₂, 0 to below 1
 */
public record FedYogi(double rate, double momentum, double second, double tau)
    implements AdaptiveStrategy {

  public FedYogi {
    AdaptiveStrategy.check(rate, momentum, tau);
    Parameters.check("second", second, 0, 0.999999);
  }

  @Override
  public String name() {
    return "fedyogi";
  }

  @Override
  public double next(double v, double square) {
    return v - (1 - second) * square * Math.signum(v - square);
  }
}
