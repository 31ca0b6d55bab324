package io.vedette.federated.aggregate;

import java.util.List;

/** All updates are believed. */
public record PlainMean() implements RobustRule {

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean countsAlike() {
    return false;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    List<UpdateFacts> facts = updates.stream().map(ClientUpdate::facts).toList();
    return new Selection(strategy.coefficients(facts), strategy.shares(facts), null);
  }
}
