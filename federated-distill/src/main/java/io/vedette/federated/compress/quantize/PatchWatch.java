package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Runs a float graph on pictures and collects the {@link PatchMoments} of its convolutions. */
final class PatchWatch {

  private PatchWatch() {}

  /**
   * @param convolutions by the name of their output
   */
  static Map<String, PatchMoments> of(
      Graph graph,
      DetectorSpec spec,
      List<String> convolutions,
      List<? extends PictureSource> pictures,
      RuntimeOptions options)
      throws DetectorException {
    Map<String, PatchMoments> moments = new LinkedHashMap<>();
    Map<String, String> inputs = new LinkedHashMap<>();
    for (NodeProto node : graph.nodes()) {
      String name = node.getOutput(0);
      if (convolutions.contains(name)) {
        long[] weight =
            Tensors.shape(Objects.requireNonNull(graph.initializers().get(node.getInput(1))));
        moments.put(name, new PatchMoments(node, weight));
        inputs.put(name, node.getInput(0));
      }
    }
    String picture = spec.input().name();
    Set<String> internal = new LinkedHashSet<>(inputs.values());
    internal.remove(picture);
    Graph exposed = ExposeTensors.of(internal).apply(graph);
    try (OnnxSession session = OnnxSession.open(exposed.toBytes(), "calibration", options)) {
      for (PictureSource source : pictures) {
        FloatTensor input = CalibrationInput.of(source.picture(), spec);
        Map<String, FloatTensor> seen = new LinkedHashMap<>(session.run(Map.of(picture, input)));
        seen.put(picture, input);
        moments.forEach(
            (name, moment) -> moment.add(Objects.requireNonNull(seen.get(inputs.get(name)), name)));
      }
    }
    return moments;
  }
}
