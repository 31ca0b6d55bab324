package io.vedette.federated.aggregate;

/** The {@link AdaptiveStrategy} with {@code v = v + Δ²}. */
public record FedAdagrad(double rate, double momentum, double tau) implements AdaptiveStrategy {

  public FedAdagrad {
    AdaptiveStrategy.check(rate, momentum, tau);
  }

  @Override
  public String name() {
    return "fedadagrad";
  }

  @Override
  public double next(double v, double square) {
    return v + square;
  }
}
