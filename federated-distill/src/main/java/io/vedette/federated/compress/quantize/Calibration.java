package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
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
  private final Map<String, ChannelMeans> means = new LinkedHashMap<>();

  /**
   * @param tensors which to watch, the graph's input or tensors that its nodes make
   */
  Calibration(Graph graph, DetectorSpec spec, Collection<String> tensors, RuntimeOptions options)
      throws DetectorException {
    this.spec = spec;
    for (String name : tensors) {
      histograms.put(name, new Histogram());
      means.put(name, new ChannelMeans());
    }
    List<String> internal = new ArrayList<>(tensors);
    internal.remove(spec.input().name());
    Graph exposed = ExposeTensors.of(internal).apply(graph);
    this.session = OnnxSession.open(exposed.toBytes(), "calibration", options);
  }

  void watch(Picture picture) throws DetectorException {
    FloatTensor input = CalibrationInput.of(picture, spec);
    Map<String, FloatTensor> seen = session.run(Map.of(spec.input().name(), input));
    histograms.forEach(
        (name, histogram) -> {
          FloatTensor tensor = name.equals(spec.input().name()) ? input : seen.get(name);
          ChannelMeans mean = means.get(name);
          if (tensor != null && mean != null) {
            histogram.add(tensor.values());
            mean.add(tensor);
          }
        });
  }

  Observations seen() {
    Map<String, float[]> channels = new LinkedHashMap<>();
    means.forEach((name, mean) -> mean.values().ifPresent(values -> channels.put(name, values)));
    return new Observations(Map.copyOf(histograms), channels);
  }

  @Override
  public void close() {
    session.close();
  }
}
