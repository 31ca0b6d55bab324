package io.vedette.federated.aggregate;

/**
 * The {@link AdaptiveStrategy} with {@code v = β₂ v + (1 - β₂) Δ²}.
 *
 * @param second β₂, 0 to below 1
 */
public record FedAdam(double rate, double momentum, double second, double tau)
    implements AdaptiveStrategy {

  public FedAdam {
    AdaptiveStrategy.check(rate, momentum, tau);
    Parameters.check("second", second, 0, 0.999999);
  }

  @Override
  public String name() {
    return "fedadam";
  }

  @Override
  public double next(double v, double square) {
    return second * v + (1 - second) * square;
  }
}
