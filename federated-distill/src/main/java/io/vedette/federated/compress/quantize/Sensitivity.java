package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * How much each convolution harms the outputs when it alone is rounded, worst first.
 *
 * @param layers by the name of their output
 */
public record Sensitivity(List<Layer> layers) {

  /**
   * One convolution.
   *
   * @param distortion squared error of the graph's outputs as a share of their variance, the mean
   *     over outputs; 0 for none
   */
  public record Layer(String name, double distortion) {}

  public Sensitivity {
    layers = List.copyOf(layers);
  }

  /** The worst layers. */
  public Set<String> worst(int count) {
    return layers.stream()
        .limit(count)
        .map(Layer::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Rounds one convolution after the other.
   *
   * @param pictures a few are enough
   * @param progress receives how many are done
   */
  public static Sensitivity of(
      Quantizer quantizer,
      Int8Recipe recipe,
      List<? extends PictureSource> pictures,
      IntConsumer progress)
      throws DetectorException {
    List<FloatTensor> inputs = new ArrayList<>();
    for (PictureSource picture : pictures) {
      inputs.add(CalibrationInput.of(picture.picture(), quantizer.spec()));
    }
    List<Map<String, float[]>> exact = answers(quantizer.fp32(), quantizer, inputs);
    List<Layer> layers = new ArrayList<>();
    for (String name : quantizer.convolutions()) {
      Graph rounded = quantizer.only(Set.of(name), recipe);
      layers.add(new Layer(name, distortion(exact, answers(rounded, quantizer, inputs))));
      progress.accept(layers.size());
    }
    layers.sort(Comparator.comparingDouble(Layer::distortion).reversed());
    return new Sensitivity(layers);
  }

  private static List<Map<String, float[]>> answers(
      Graph graph, Quantizer quantizer, List<FloatTensor> inputs) throws DetectorException {
    List<Map<String, float[]>> answers = new ArrayList<>();
    try (OnnxSession session =
        OnnxSession.open(graph.toBytes(), "sensitivity", RuntimeOptions.DEFAULT)) {
      for (FloatTensor input : inputs) {
        Map<String, float[]> answer = new LinkedHashMap<>();
        session
            .run(Map.of(quantizer.spec().input().name(), input))
            .forEach((name, tensor) -> answer.put(name, tensor.values().clone()));
        answers.add(answer);
      }
    }
    return answers;
  }

  private static double distortion(
      List<Map<String, float[]>> exact, List<Map<String, float[]>> rounded) {
    double sum = 0;
    int outputs = 0;
    for (int i = 0; i < exact.size(); i++) {
      for (Map.Entry<String, float[]> entry : exact.get(i).entrySet()) {
        float[] other = rounded.get(i).get(entry.getKey());
        if (other != null) {
          sum += distortion(entry.getValue(), other);
          outputs++;
        }
      }
    }
    return outputs == 0 ? 0 : sum / outputs;
  }

  private static double distortion(float[] exact, float[] rounded) {
    double mean = 0;
    for (float value : exact) {
      mean += value / exact.length;
    }
    double error = 0;
    double variance = 1e-12;
    for (int i = 0; i < exact.length; i++) {
      error += Math.pow(rounded[i] - exact[i], 2);
      variance += Math.pow(exact[i] - mean, 2);
    }
    return error / variance;
  }
}
