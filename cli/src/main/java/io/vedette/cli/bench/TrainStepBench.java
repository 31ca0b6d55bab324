package io.vedette.cli.bench;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code vedette bench train-step}: how long a training step of a model takes here and, where a
 * reference is given, there: the two take turns, and what counts is the ratio of each turn.
 */
@Command(
    name = "train-step",
    mixinStandardHelpOptions = true,
    description = "Time training steps of a model, in turns with a reference if one is given.",
    footer = {
      "",
      "A reference is a command that is given the number of steps as its last word, such as",
      "  --beside \"python3 benchmarks/reference/torch_step.py M.onnx 16\""
    })
final class TrainStepBench implements Callable<Integer> {

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
      defaultValue = "float32",
      description = "${COMPLETION-CANDIDATES}, of our side (default: ${DEFAULT-VALUE}).")
  private Precision precision = Precision.FLOAT32;

  @Mixin private final Beside beside = new Beside();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    beside.useThreads();
    ReferenceSteps reference = beside.reference().orElse(null);
    List<Double> ratios = new ArrayList<>();
    try (OwnSteps own = OwnSteps.of(Graph.read(model), batch, precision, model.toString())) {
      for (int turn = 1; turn <= turns; turn++) {
        StepTimes ours = own.run(steps, 3);
        say(out, turn, "vedette", ours);
        if (reference != null) {
          StepTimes theirs = reference.run(steps, 3);
          say(out, turn, "reference", theirs);
          ratios.add(theirs.stepMs() / ours.stepMs());
        }
      }
    }
    out.printf(
        Locale.ROOT, "peak resident memory: vedette %.0f MiB%n", ProcessMemory.ofThis().peakMiB());
    if (reference != null) {
      out.printf(Locale.ROOT, "peak resident memory: reference %.0f MiB%n", reference.peakMiB());
      out.printf(
          Locale.ROOT,
          "steps per second, vedette / reference: median %.2f of %s%n",
          StepTimes.median(ratios),
          ratios.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList());
    }
    out.flush();
    return 0;
  }

  private static void say(PrintWriter out, int turn, String who, StepTimes times) {
    out.printf(
        Locale.ROOT,
        "turn %d %-9s step %.1f ms: forward %.1f, backward %.1f, update %.1f%n",
        turn,
        who,
        times.stepMs(),
        times.forwardMs(),
        times.backwardMs(),
        times.updateMs());
    out.flush();
  }
}
