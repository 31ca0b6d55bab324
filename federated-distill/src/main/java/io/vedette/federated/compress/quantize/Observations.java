package io.vedette.federated.compress.quantize;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a calibration saw of each tensor.
 *
 * @param histograms by tensor
 * @param channelMeans of tensors {@code [batch, channels, height, width]}, by tensor
 */
record Observations(Map<String, Histogram> histograms, Map<String, float[]> channelMeans) {

  /** Ranges by the name of the tensor. */
  Map<String, ValueRange> ranges(Calibrator calibrator, Map<String, Response> responses) {
    Map<String, ValueRange> ranges = new LinkedHashMap<>();
    histograms.forEach(
        (name, seen) ->
            ranges.put(
                name,
                seen.total() == 0
                    ? new ValueRange(0, 0)
                    : calibrator.range(seen, responses.getOrDefault(name, Response.AS_IT_IS))));
    return ranges;
  }
}
