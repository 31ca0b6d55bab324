package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.DeviceClass;
import io.vedette.federated.compress.ProgressFactory;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import io.vedette.federated.compress.search.DeviceProfile.TimedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Measures the profile of this machine. */
public final class Profiling {

  private Profiling() {}

  /**
   * Makes a profile.
   *
   * @param runs of each operator; the fastest counts
   * @param models whole detectors that were timed before
   */
  public static DeviceProfile measure(
      String deviceClass, int threads, int runs, List<TimedModel> models, ProgressFactory progress)
      throws DetectorException {
    List<OperatorTiming.Case> cases = OperatorTiming.cases();
    OperatorTiming timing = new OperatorTiming(threads, runs);
    IntConsumer done = progress.of("timing operators", cases.size());
    List<Timed> operators = new ArrayList<>();
    for (OperatorTiming.Case one : cases) {
      operators.add(timing.time(one));
      done.accept(operators.size());
    }
    return new DeviceProfile(
        deviceClass,
        DeviceClass.processor(),
        Runtime.getRuntime().availableProcessors(),
        threads,
        operators,
        models);
  }
}
