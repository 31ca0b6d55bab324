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
          "Learn with weights of so many bits, 8 (or 7 for processors without VNNI; down to 2 to"
              + " see what happens), and activations of 8. Leaves int8.onnx in place of fp32.onnx.")
  private @Nullable Integer bits;

  QuantizeAwareTraining training() {
    return new QuantizeAwareTraining(bits);
  }
}
