package io.vedette.federated.compress.quantize.precision;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.Quantizer;

/** Weights and activations in 8 bits, with ranges that were watched before: the usual recipe. */
record Int8() implements Precision {

  @Override
  public String name() {
    return "int8";
  }

  @Override
  public boolean watches() {
    return true;
  }

  @Override
  public Graph apply(Quantizer watched) {
    try {
      return watched.int8(Int8Recipe.of(Calibrators.named("mse")));
    } catch (DetectorException e) {
      throw new IllegalStateException(e);
    }
  }
}
