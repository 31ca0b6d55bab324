package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.search.Limit.Taken;

/**
 * What variants will take, before they are made: the original's measured time, as the profile says
 * that theirs relate to it.
 */
public final class Forecast {

  private final DeviceProfile profile;
  private final double perEstimate;

  /**
   * @param measured the original's latency on the device, milliseconds
   */
  public Forecast(DeviceProfile profile, Graph original, DetectorSpec spec, double measured)
      throws DetectorException {
    this.profile = profile;
    this.perEstimate = measured / profile.milliseconds(Workload.of(original, spec));
  }

  /** In float. */
  public Taken inFloat(Graph graph, DetectorSpec spec) throws DetectorException {
    Workload work = Workload.of(graph, spec);
    return new Taken(
        perEstimate * profile.milliseconds(work), graph.toBytes().length, work.gflops());
  }

  /** Rounded to 8 bits: a byte for a weight, and about as much again of form around it. */
  public Taken inEightBits(Graph graph, DetectorSpec spec) throws DetectorException {
    Workload work = Workload.of(graph, spec);
    double weights = Cost.of(graph, spec).parameters();
    double form = graph.toBytes().length - 4 * weights;
    return new Taken(
        perEstimate * profile.milliseconds(work.inEightBits()), weights + 2 * form, work.gflops());
  }
}
