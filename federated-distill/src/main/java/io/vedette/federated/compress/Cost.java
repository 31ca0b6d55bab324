package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a graph costs, whatever the machine; rounded weights count as the floats that they were.
 *
 * @param parameters scalars in its weights and constants, without the scales of rounded ones
 * @param gflops billions of floating point operations per picture in its convolutions, a
 *     multiplication and an addition counted as two; for all the tiles of a picture, or for one
 *     where the picture decides how many there are and none is given
 */
public record Cost(long parameters, double gflops) {

  /**
   * Runs the graph once on an empty picture to learn how large its convolutions' outputs are.
   *
   * @throws DetectorException when the graph cannot run
   */
  public static Cost of(Graph graph, DetectorSpec spec) throws DetectorException {
    return of(graph, spec, new RunsPerPicture(List.of()));
  }

  /**
   * As {@link #of(Graph, DetectorSpec)}, for the mean of these pictures where they decide how many
   * tiles there are.
   *
   * @throws DetectorException when the graph cannot run, or a picture takes too many tiles
   */
  public static Cost of(Graph graph, DetectorSpec spec, RunsPerPicture looks)
      throws DetectorException {
    Map<String, Long> values = new HashMap<>();
    // of the forms that a tensor goes through, the one that operators take comes last
    StoredWeights.of(graph).values().forEach(w -> values.put(w.tensor(), w.values()));
    long parameters = values.values().stream().mapToLong(Long::longValue).sum();
    return new Cost(parameters, looks.of(spec) * Workload.of(graph, spec).gflops());
  }
}
