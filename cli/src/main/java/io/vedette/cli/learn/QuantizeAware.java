package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.federated.learn.QuantizeAwareTraining;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a network is rounded while it learns; a mixin of the commands that train. */
final class QuantizeAware {

  @Range(least = 2, most = 8)
  @Option(
      names = "--quantize-aware",
      paramLabel = "BITS",
      description =
          "Train with weights of 2 to 8 bits (8; 7 for processors without VNNI) and activations"
              + " of 8. Writes int8.onnx instead of fp32.onnx.")
  private @Nullable Integer bits;

  QuantizeAwareTraining training() {
    return new QuantizeAwareTraining(bits);
  }
}
