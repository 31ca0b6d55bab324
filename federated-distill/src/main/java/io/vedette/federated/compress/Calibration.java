package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a float graph on pictures and watches which values its tensors take. Pictures stream through
 * one at a time: memory does not grow with their number.
 */
final class Calibration implements AutoCloseable {

  private final DetectorSpec spec;
  private final OnnxSession session;
  private final Map<String, Histogram> histograms = new LinkedHashMap<>();

  /**
   * @param tensors which to watch, the graph's input or tensors that its nodes make
   */
  Calibration(Graph graph, DetectorSpec spec, Collection<String> tensors, RuntimeOptions options)
      throws DetectorException {
    this.spec = spec;
    tensors.forEach(name -> histograms.put(name, new Histogram()));
    List<String> internal = new ArrayList<>(tensors);
    internal.remove(spec.input().name());
    Graph exposed = ExposeTensors.of(internal).apply(graph);
    this.session = OnnxSession.open(exposed.toBytes(), "calibration", options);
  }

  void watch(Picture picture) throws DetectorException {
    long[] shape = {1, 3, spec.input().height(), spec.input().width()};
    FloatBuffer pixels = FloatBuffer.allocate(Preprocessor.size(spec.input()));
    Preprocessor.fill(picture, spec.input(), pixels);
    FloatTensor input = new FloatTensor(shape, pixels.rewind());
    Map<String, FloatTensor> seen = session.run(Map.of(spec.input().name(), input));
    for (Map.Entry<String, Histogram> entry : histograms.entrySet()) {
      FloatTensor tensor =
          entry.getKey().equals(spec.input().name()) ? input : seen.get(entry.getKey());
      if (tensor != null) {
        entry.getValue().add(tensor.values());
      }
    }
  }

  /**
   * @param share of the values that each range holds, see {@link Histogram#range}
   */
  Map<String, Range> ranges(double share) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    histograms.forEach((name, histogram) -> ranges.put(name, histogram.range(share)));
    return ranges;
  }

  @Override
  public void close() {
    session.close();
  }
}
