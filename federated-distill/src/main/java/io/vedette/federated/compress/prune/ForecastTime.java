package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.Workload;

/**
 * How long its convolutions take on a device, milliseconds, as forecast from what was timed there;
 * channels are ranked by importance alone. That a network is cut to a measured time and not to a
 * count of operations is from Yang et al., <a href="https://arxiv.org/abs/1804.03230">NetAdapt</a>.
 *
 * @param rounded whether the graph will run in 8 bits
 */
public record ForecastTime(Speed speed, boolean rounded) implements GraphExpense {

  @Override
  public String noun() {
    return "forecast time";
  }

  @Override
  public double of(Workload workload) throws DetectorException {
    return speed.milliseconds(rounded ? workload.inEightBits() : workload);
  }
}
