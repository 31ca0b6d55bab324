package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import java.util.HashMap;
import java.util.Map;

/**
 * What a graph costs, whatever the machine; rounded weights count as the floats that they were.
 *
 * @param parameters scalars in its weights and constants, without the scales of rounded ones
 * @param gflops billions of floating point operations per picture in its convolutions, a
 *     multiplication and an addition counted as two; for all the tiles of a picture, unless the
 *     picture decides how many there are: then for one
 */
public record Cost(long parameters, double gflops) {

  /**
   * Runs the graph once on an empty picture to learn how large its convolutions' outputs are.
   *
   * @throws DetectorException when the graph cannot run
   */
  public static Cost of(Graph graph, DetectorSpec spec) throws DetectorException {
    Map<String, Long> values = new HashMap<>();
    // of the forms that a tensor goes through, the one that operators take comes last
    StoredWeights.of(graph).values().forEach(w -> values.put(w.tensor(), w.values()));
    long parameters = values.values().stream().mapToLong(Long::longValue).sum();
    return new Cost(parameters, spec.tiles().looks() * Workload.of(graph, spec).gflops());
  }
}
