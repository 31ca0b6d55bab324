package io.vedette.cli;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.fewshot.FewShot;
import io.vedette.federated.train.fewshot.Remembering;
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
    description = "Train a detector on labelled pictures.",
    footer = {
      "",
      "Leaves in --output: training.onnx (to train on, or to distil from), fp32.onnx (to run),",
      "config.json, metrics.csv, and a checkpoint for --resume."
    })
final class TrainCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Origin origin;

  @ArgGroup(exclusive = false)
  private @Nullable MoreLabels moreLabels;

  @Mixin private final TrainingSettings settings = new TrainingSettings();
  @Mixin private final LabelledPart part = new LabelledPart();

  @Option(
      names = "--size",
      defaultValue = "320",
      paramLabel = "PIXELS",
      description = "Side of a new network's input, a multiple of 32 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Where the first weights come from. */
  static final class Origin {
    @Option(names = "--architecture", paramLabel = "A", description = "A new network, by name.")
    private @Nullable String architecture;

    @Option(names = "--from", paramLabel = "M.onnx", description = "A network in training form.")
    private @Nullable Path from;
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
    TrainingData data = labelled(settings.data(spec.commandLine().getErr()));
    boolean fresh = origin.from == null;
    if (fresh && moreLabels != null) {
      throw new ParameterException(
          spec.commandLine(), "--add-labels needs a network that knows some: --from M.onnx");
    }
    Graph start = start(data.trained());
    Map<String, Object> config =
        Map.of("start", fresh ? origin.architecture + " at " + size : String.valueOf(origin.from));
    DetectorTrainer trainer = settings.trainer(settings.options(fresh), data.measured(), config);
    TrainingResult result =
        moreLabels == null
            ? train(trainer, start, data.trained())
            : teach(trainer, start, data.trained(), moreLabels.replay);
    Exporter.fp32(result.graph()).write(settings.output().resolve("fp32.onnx"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
    return 0;
  }

  private TrainingResult train(DetectorTrainer trainer, Graph start, Dataset data)
      throws DetectorException, InterruptedException {
    List<String> unknown = FewShot.unknown(start, data);
    if (!unknown.isEmpty()) {
      throw new DetectorException(
          data.name()
              + ": "
              + origin.from
              + " does not know "
              + unknown
              + "; rename them, or teach them with --add-labels");
    }
    return trainer.train(start, data, new TrainingLine(spec.commandLine().getErr()));
  }

  private TrainingResult teach(
      DetectorTrainer trainer, Graph start, Dataset pictures, List<Path> replay)
      throws DetectorException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress =
        new ProgressLine(err, "looking for what it knows", pictures.samples().size());
    Dataset old =
        replay.isEmpty() ? null : TrainingData.join(replay, path -> Datasets.open(path, null));
    FewShot lesson = FewShot.of(start, pictures, old, progress::at);
    try (Remembering memory = new Remembering(start)) {
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
    if (origin.from != null) {
      return Graph.read(origin.from);
    }
    return NewNetwork.of(String.valueOf(origin.architecture), data.labels(), size, settings.seed());
  }
}
