package io.vedette.cli.learn;

import io.vedette.cli.option.ArchitectureList;
import io.vedette.cli.option.ModelHints;
import io.vedette.cli.option.NamedModels;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.federated.architecture.FreshWeights;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.fewshot.FewShot;
import io.vedette.federated.train.fewshot.OldClassDistillation;
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

  /** A network that knows something already, our own or exported by others. */
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
        description = "Keep only the structure of --from: what training it from nothing gives.")
    private boolean freshWeights;

    /** The graph, with all that is known about it inside. */
    Graph read(long seed) throws DetectorException {
      DetectorModel given = NamedModels.read(from, hints());
      Graph start =
          freshWeights ? FreshWeights.of(given.graph(), given.spec(), seed) : given.graph();
      return SpecInference.embed(start, given.spec());
    }
  }

  /** How a trained network learns labels that it does not have. */
  static final class MoreLabels {
    @Option(
        names = "--add-labels",
        required = true,
        description = "Teach --from the labels of --data that it does not know; a few pictures do.")
    private boolean wanted;

    @Option(
        names = "--replay",
        paramLabel = "D",
        description = "Pictures of the labels it knows, to be seen as often; repeatable.")
    private List<Path> replay = new ArrayList<>();
  }

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    TrainingData data = labelled(settings.data(true, spec.commandLine().getErr()));
    if (moreLabels != null && isFresh()) {
      throw new ParameterException(
          spec.commandLine(), "--add-labels needs a network that knows some: --from M.onnx");
    }
    return StoppableTraining.run(
        spec.commandLine(), settings.output(), training -> learn(data, training));
  }

  private void learn(TrainingData data, StoppableTraining training)
      throws DetectorException, IOException, InterruptedException {
    Graph start = rounding.trained(start(data.trained()), data.trained(), training::check);
    Dataset pictures = FewShot.inWordsOf(start, data.trained());
    Map<String, Object> config = Map.of("start", origin(), "labelled share", part.share(1));
    DetectorTrainer trainer = settings.trainer(options(start), data.measured(), config, training);
    TrainingResult result =
        moreLabels == null
            ? train(trainer, start, pictures)
            : teach(trainer, start, pictures, moreLabels.replay, training);
    rounding.export(result.graph(), settings.output());
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
  }

  private TrainingOptions options(Graph start) {
    return isFresh() ? settings.options(true) : settings.tuning(usualRate(start));
  }

  private boolean isFresh() {
    return origin.trained == null || origin.trained.freshWeights;
  }

  /** Weights that have taken in their normalization bear smaller steps than others. */
  private static double usualRate(Graph start) {
    boolean normalizes =
        start.nodes().stream().anyMatch(node -> node.getOpType().equals("BatchNormalization"));
    return normalizes ? 1e-3 : 1e-4;
  }

  private String origin() {
    return origin.trained == null
        ? origin.architecture + " at " + network.size()
        : (origin.trained.freshWeights ? "the structure of " : "") + origin.trained.from;
  }

  private TrainingResult train(DetectorTrainer trainer, Graph start, Dataset data)
      throws DetectorException, InterruptedException {
    List<String> unknown = FewShot.unknown(start, data);
    if (!unknown.isEmpty()) {
      throw new DetectorException(
          data.name()
              + ": "
              + origin()
              + " does not know "
              + unknown
              + "; rename them, or teach them with --add-labels");
    }
    return trainer.train(start, data, new TrainingLine(spec.commandLine().getErr()));
  }

  private TrainingResult teach(
      DetectorTrainer trainer,
      Graph start,
      Dataset pictures,
      List<Path> replay,
      StoppableTraining training)
      throws DetectorException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress =
        new ProgressLine(err, "looking for what it knows", pictures.samples().size());
    Dataset old =
        replay.isEmpty() ? null : TrainingData.join(replay, path -> Datasets.open(path, null));
    FewShot lesson =
        FewShot.of(
            start,
            pictures,
            old,
            done -> {
              training.check();
              progress.at(done);
            });
    try (OldClassDistillation memory = new OldClassDistillation(start)) {
      return trainer.with(memory).train(lesson.graph(), lesson.data(), new TrainingLine(err));
    }
  }

  /** Where only a share counts, its pictures come so often that an epoch is as long as ever. */
  private TrainingData labelled(TrainingData all) {
    double share = part.share(1);
    return share == 1
        ? all
        : new TrainingData(part.of(all.trained(), share).repeated(), all.measured());
  }

  private Graph start(Dataset data) throws DetectorException {
    if (origin.trained != null) {
      return origin.trained.read(settings.seed());
    }
    return network.of(String.valueOf(origin.architecture), data.labels(), settings.seed());
  }
}
