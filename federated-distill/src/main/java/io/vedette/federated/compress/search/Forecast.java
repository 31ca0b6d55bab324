package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.RunsPerPicture;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.search.Limit.Taken;

/**
 * What variants will take, before they are made: the original's measured time, as the profile says
 * that theirs relate to it. Who looks at tiles takes its time for each of them.
 */
public final class Forecast {

  private final DeviceProfile profile;
  private final RunsPerPicture looks;
  private final double perEstimate;

  /**
   * @param looks at the pictures that it was measured on
   * @param measured the original's latency on the device, milliseconds
   */
  public Forecast(
      DeviceProfile profile,
      Graph original,
      DetectorSpec spec,
      RunsPerPicture looks,
      double measured)
      throws DetectorException {
    this.profile = profile;
    this.looks = looks;
    this.perEstimate =
        measured / profile.milliseconds(Workload.of(original, spec)) / looks.of(spec);
  }

  /** In float. */
  public Taken inFloat(Graph graph, DetectorSpec spec) throws DetectorException {
    return taken(Workload.of(graph, spec), spec, graph.toBytes().length);
  }

  /** Rounded to 8 bits: a byte for a weight, and about as much again of form around it. */
  public Taken inEightBits(Graph graph, DetectorSpec spec) throws DetectorException {
    double weights = Cost.of(graph, spec).parameters();
    double form = graph.toBytes().length - 4 * weights;
    return taken(Workload.of(graph, spec).inEightBits(), spec, weights + 2 * form);
  }

  private Taken taken(Workload look, DetectorSpec spec, double bytes) throws DetectorException {
    double times = looks.of(spec);
    return new Taken(
        times * perEstimate * profile.milliseconds(look), bytes, times * look.gflops());
  }
}
