package io.vedette.federated.train;

/**
 * When a training ends before its last epoch.
 *
 * @param patience epochs without a better AP50 after which it ends; 0: never
 * @param runaway a step diverges when its loss is so many times the running median
 * @param runawaySteps so many more diverging steps than healthy ones, and the training has diverged
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
