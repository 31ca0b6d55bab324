package io.vedette.cli.learn;

import io.vedette.cli.option.ArchitectureList;
import io.vedette.cli.option.ModelHints;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.federated.learn.NetworkStart;
import io.vedette.federated.learn.SupervisedTraining;
import io.vedette.federated.learn.SupervisedTraining.NewLabels;
import io.vedette.federated.learn.TrainingData;
import io.vedette.federated.learn.TrainingSession;
import io.vedette.federated.train.FineTuningRate;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette train}: a detector from labelled pictures. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    modelTransformer = ArchitectureList.class,
    description = "Train a detector on labelled pictures.",
    footer = {
      "",
      "Leaves in --output: training.onnx (to train on, or to distil from), fp32.onnx",
      "(to run), config.json, metrics.csv, curves.png, predictions.png, TensorBoard's",
      "event file, and a checkpoint for --resume."
    })
public final class TrainCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Origin origin;

  @ArgGroup(exclusive = false)
  private @Nullable MoreLabels moreLabels;

  @Mixin private final TrainingSettings settings = new TrainingSettings();
  @Mixin private final LabelledPart part = new LabelledPart();
  @Mixin private final QuantizeAware rounding = new QuantizeAware();
  @Mixin private final NewNetwork network = new NewNetwork();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Where the first weights come from. */
  static final class Origin {
    @Option(
        names = "--architecture",
        paramLabel = "A",
        completionCandidates = ArchitectureList.class,
        description = "A new network, by name; see the list below.")
    private @Nullable String architecture;

    @ArgGroup(exclusive = false)
    private @Nullable Trained trained;
  }

  /** A network that has been trained, our own or exported by others. */
  static final class Trained extends ModelHints {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "M.onnx",
        description = "A trained network: our own in training form, or a detector as exported.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path from;

    @Option(
        names = "--fresh-weights",
        description = "Keep only the structure of --from, with random weights.")
    private boolean freshWeights;

    NetworkStart start(long seed) throws DetectorException {
      DetectorModel given = NamedModels.read(from, hints());
      NetworkStart.OfModel model =
          new NetworkStart.OfModel(from.toString(), given.graph(), given.spec());
      return freshWeights ? new NetworkStart.OfStructure(model, seed) : model;
    }
  }

  /** How a trained network learns labels that it does not have. */
  static final class MoreLabels {
    @Option(
        names = "--add-labels",
        required = true,
        description =
            "Add the labels of --data that --from does not have; a few pictures are enough.")
    private boolean wanted;

    @Option(
        names = "--replay",
        paramLabel = "D",
        description = "Pictures with the labels that --from has, shown as often; repeatable.")
    private List<Path> replay = new ArrayList<>();
  }

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    TrainingData data = settings.data(true, spec.commandLine().getErr());
    if (moreLabels != null && isFresh()) {
      throw new ParameterException(
          spec.commandLine(), "--add-labels needs a network that knows some: --from M.onnx");
    }
    return StoppableTraining.run(
        spec.commandLine(), settings.output(), training -> train(data, training));
  }

  private void train(TrainingData data, StoppableTraining training)
      throws DetectorException, IOException, InterruptedException {
    TrainingSession session = settings.session(data, Map.of(), training);
    TrainingResult result =
        new SupervisedTraining(
                start(),
                this::options,
                rounding.training(),
                part.fraction(1),
                moreLabels == null ? null : new NewLabels(moreLabels.replay))
            .run(data, session);
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
  }

  private NetworkStart start() throws DetectorException {
    return origin.trained == null
        ? network.of(String.valueOf(origin.architecture), settings.seed())
        : origin.trained.start(settings.seed());
  }

  private TrainingOptions options(Graph start) {
    return isFresh() ? settings.options(true) : settings.tuning(FineTuningRate.usual(start));
  }

  private boolean isFresh() {
    return origin.trained == null || origin.trained.freshWeights;
  }
}
