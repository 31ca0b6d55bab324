package io.vedette.detector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;

/** Models of strangers: their graph and what it detects are known, or they are refused in words. */
class OnnxModelFuzzTest {

  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void model(byte[] bytes) {
    try {
      ModelFile.checkWhole(bytes, "model");
      DetectorModel model = DetectorModel.of(bytes, Hints.NONE, "model");
      ConstantWeights.of(model.bytes(), "model");
      Wiring.of(model.graph());
    } catch (DetectorException e) {
      assertThat(e.getMessage()).contains("model");
    }
  }
}
