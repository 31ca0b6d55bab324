package io.vedette.federated.aggregate;

import java.util.Arrays;
import java.util.List;

/**
 * A difference that is longer than a bound is shortened to it: {@code Δ min(1, C / |Δ|)} (Sun et
 * al., <a href="https://arxiv.org/abs/1911.07963">Can You Really Backdoor Federated Learning?</a>,
 * section 3.2). Running statistics, which have no length to shorten, become their medians.
 *
 * @param bound C; 0: the median length in the round
 */
public record NormClipping(double bound) implements RobustRule {

  public NormClipping {
    Parameters.check("clip", bound, 0, 1e9);
  }

  @Override
  public int fewest() {
    return bound > 0 ? 1 : 3;
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
    double[] norms = facts.stream().mapToDouble(UpdateFacts::norm).sorted().toArray();
    double most = bound > 0 ? bound : norms[(norms.length - 1) / 2];
    double[] coefficients = Arrays.copyOf(strategy.coefficients(facts), facts.size());
    for (int k = 0; k < coefficients.length; k++) {
      double norm = facts.get(k).norm();
      coefficients[k] *= norm > most ? most / norm : 1;
    }
    return new Selection(coefficients, strategy.shares(facts), null, CoordinateMedian::median);
  }
}
