package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.train.OptimizerKind;
import io.vedette.federated.train.OptimizerSettings;
import io.vedette.federated.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How weights are moved; a mixin of {@link TrainingSettings}. What is not given is as usual. */
final class LearningSettings {

  @Option(
      names = "--optimizer",
      defaultValue = "adamw",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OptimizerKind optimizer = OptimizerKind.ADAMW;

  @Range(least = 0, open = true)
  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "Peak of the learning rate (default: 0.002 for adamw, 0.01 for sgd, 0.001 for a network"
              + " that has been trained).")
  private @Nullable Double learningRate;

  @Range(least = 0)
  @Option(
      names = "--warmup-epochs",
      paramLabel = "N",
      description =
          "Epochs in which the learning rate rises (default: a tenth of all, at most two).")
  private @Nullable Double warmupEpochs;

  @Range(least = 0, most = 1)
  @Option(
      names = "--momentum",
      paramLabel = "M",
      description = "Momentum of the gradient (default: 0.9 for adamw, 0.937 for sgd).")
  private @Nullable Double momentum;

  @Range(least = 0)
  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description =
          "Decay of weights; biases and normalizations have none (default: 0.02 for adamw,"
              + " 0.0005 for sgd).")
  private @Nullable Double weightDecay;

  @Range(least = 0, open = true)
  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "Largest norm of a gradient (default: 10).")
  private @Nullable Double clip;

  @Range(least = 0, most = 1)
  @Option(
      names = "--ema",
      paramLabel = "DECAY",
      description =
          "Decay of the averaged weights; 0: no averaging (default: 0.9998, less in short"
              + " runs).")
  private @Nullable Double averaging;

  @Range(least = 0)
  @Option(
      names = "--patience",
      defaultValue = "0",
      paramLabel = "N",
      description = "Stop after N epochs without a better AP50 (default: never).")
  private int patience;

  @Option(
      names = "--freeze",
      paramLabel = "PATTERN",
      description = "Do not train weights of these names, * for any characters; repeatable.")
  private List<String> frozen = new ArrayList<>();

  @Option(
      names = "--precision",
      defaultValue = "float32",
      description =
          "Precision of the computation, ${COMPLETION-CANDIDATES}; weights stay float32."
              + " bfloat16 is faster on processors that have instructions for it (default:"
              + " ${DEFAULT-VALUE}).")
  private ComputePrecision precision = ComputePrecision.FLOAT32;

  /**
   * @param fresh whether the network knows nothing yet
   */
  TrainingOptions apply(TrainingOptions usual, boolean fresh) {
    OptimizerSettings settings = optimizer.usualSettings();
    TrainingOptions options =
        usual
            .withOptimizer(
                new OptimizerSettings(
                    optimizer,
                    given(momentum, settings.momentum()),
                    given(weightDecay, settings.weightDecay()),
                    given(clip, settings.gradientNorm())))
            .withLearningRate(
                given(learningRate, fresh ? optimizer.usualRate() : usual.rate().peak()))
            .withWarmupEpochs(given(warmupEpochs, usual.rate().warmupEpochs()))
            .withFrozen(frozen)
            .withPrecision(precision)
            .withStopping(usual.stopping().withPatience(patience));
    return options.withAveraging(
        options.averaging().withDecay(given(averaging, options.averaging().decay())));
  }

  int patience() {
    return patience;
  }

  private static double given(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}
