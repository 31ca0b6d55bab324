package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The one update that lies nearest to its n - f - 2 nearest others (Blanchard et al., <a
 * href="https://arxiv.org/abs/1703.02757">Machine Learning with Adversaries</a>, section 4).
 *
 * @param poisoned f, 0 or more
 */
public record Krum(int poisoned) implements RobustRule {

  public Krum {
    Parameters.check("poisoned", poisoned, 0, MOST_COMPARED / 2);
  }

  /** As the paper's proof needs. */
  @Override
  public int fewest() {
    return 2 * poisoned + 3;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    return new MultiKrum(poisoned, 1).select(updates, length, strategy);
  }
}
