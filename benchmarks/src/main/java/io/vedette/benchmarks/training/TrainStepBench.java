package io.vedette.benchmarks.training;

import io.vedette.cli.bench.ProcessMemory;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.ComputePrecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run train-step}: how long a training step of a model takes in this process and,
 * if a reference command is given, in that one. The two take turns; the ratio of each turn counts.
 */
@Command(
    name = "train-step",
    mixinStandardHelpOptions = true,
    description = "Time training steps of a model, in turns with a reference if one is given.",
    footer = {
      "",
      "A reference is a command that is given the number of steps as its last word, such as",
      "  --reference \"python3 benchmarks/reference/torch_step.py M.onnx 16\""
    })
public final class TrainStepBench implements Callable<Integer> {

  @Option(names = "--model", required = true, paramLabel = "M", description = "In training form.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "Pictures per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--steps",
      defaultValue = "10",
      description = "Counted steps of a turn (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--turns",
      defaultValue = "3",
      description = "Turns of each side (default: ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--precision",
      split = ",",
      defaultValue = "float32",
      description =
          "Of our side, ${COMPLETION-CANDIDATES}; several take turns (default: ${DEFAULT-VALUE}).")
  private Set<ComputePrecision> precisions = new LinkedHashSet<>();

  @Mixin private final ComparisonOptions comparison = new ComparisonOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    comparison.useThreads();
    ReferenceSteps reference = comparison.reference().orElse(null);
    Graph graph = Graph.read(model);
    InterleavedRun sides = new InterleavedRun();
    List<OwnSteps> own = new ArrayList<>();
    try {
      for (ComputePrecision precision : precisions) {
        OwnSteps steps = OwnSteps.of(graph, batch, precision, model.toString());
        own.add(steps);
        sides.add(precisions.size() == 1 ? "vedette" : name(precision), steps::run);
      }
      if (reference != null) {
        sides.add("reference", reference::run);
      }
      sides.run(turns, steps, out);
    } finally {
      own.forEach(OwnSteps::close);
    }
    out.printf(
        Locale.ROOT, "peak resident memory: vedette %.0f MiB%n", ProcessMemory.ofThis().peakMiB());
    if (reference != null) {
      out.printf(Locale.ROOT, "peak resident memory: reference %.0f MiB%n", reference.peakMiB());
    }
    sides.printRatios(out);
    out.flush();
    return 0;
  }

  private static String name(ComputePrecision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }
}
