package io.vedette.cli;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette train}: a detector from labelled pictures. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    modelTransformer = ArchitectureList.class,
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

  @Mixin private final TrainingSettings settings = new TrainingSettings();

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
    @Option(
        names = "--architecture",
        paramLabel = "A",
        completionCandidates = ArchitectureList.class,
        description = "A new network, by name; see the list below.")
    private @Nullable String architecture;

    @Option(names = "--from", paramLabel = "M.onnx", description = "A network in training form.")
    private @Nullable Path from;
  }

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    TrainingData data = settings.data();
    boolean fresh = origin.from == null;
    Graph start = start(data.trained());
    Map<String, Object> config =
        Map.of("start", fresh ? origin.architecture + " at " + size : String.valueOf(origin.from));
    PrintWriter err = spec.commandLine().getErr();
    TrainingResult result =
        settings
            .trainer(settings.options(fresh), data.measured(), config)
            .train(start, data.trained(), new TrainingLine(err));
    Exporter.fp32(result.graph()).write(settings.output().resolve("fp32.onnx"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
    return 0;
  }

  private Graph start(Dataset data) throws DetectorException {
    if (origin.from != null) {
      return Graph.read(origin.from);
    }
    String name = String.valueOf(origin.architecture);
    Architecture architecture =
        Architecture.named(name)
            .orElseThrow(
                () ->
                    new DetectorException(
                        "--architecture "
                            + name
                            + " is not known; use one of "
                            + Architecture.names()));
    try {
      return architecture.build(data.labels(), size, settings.seed());
    } catch (IllegalArgumentException e) {
      throw new DetectorException("--size: " + e.getMessage(), e);
    }
  }
}
