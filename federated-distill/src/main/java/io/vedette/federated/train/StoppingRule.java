package io.vedette.federated.train;

/**
 * When a training ends before its last epoch.
 *
 * @param patience epochs without a better AP50 after which it has learned what it can; 0 for never
 * @param runaway a loss of so many times the running median is one that runs away
 * @param runawaySteps so many of them more than healthy ones, and the training has diverged
 */
public record StoppingRule(int patience, double runaway, int runawaySteps) {

  public static final StoppingRule DEFAULT = new StoppingRule(0, 10, 30);

  public StoppingRule {
    Checks.require(patience >= 0, "patience", patience);
    Checks.require(runaway > 1, "runaway factor", runaway);
    Checks.require(runawaySteps >= 1, "runaway steps", runawaySteps);
  }

  public StoppingRule withPatience(int epochs) {
    return new StoppingRule(epochs, runaway, runawaySteps);
  }
}
