package io.vedette.cli.bench;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.ComputePrecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette bench operators}: where the time of a training step goes. */
@Command(
    name = "operators",
    mixinStandardHelpOptions = true,
    description = "Time forward and backward of each operator family at a typical size.",
    footer = {
      "",
      "A reference is a command that is given a graph's file, the batch and the number of steps:",
      "  --beside \"python3 benchmarks/reference/torch_step.py\""
    })
final class OperatorBench implements Callable<Integer> {

  private static final int WARMUP = 5;
  private static final String THEIR_HEAD = " reference forward | backward | reference / vedette |";

  @Option(
      names = "--steps",
      defaultValue = "20",
      description = "Counted runs of each (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only the families whose name has this in it.")
  private String only = "";

  @Mixin private final BenchOptions beside = new BenchOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    beside.useThreads();
    boolean alone = beside.reference().isEmpty();
    out.printf("| operator | forward ms | backward ms |%s%n", alone ? "" : THEIR_HEAD);
    out.printf("|---|---|---|%s%n", alone ? "" : "---|---|---|");
    for (OperatorCases.Case operator : OperatorCases.all()) {
      if (operator.name().contains(only)) {
        StepTimes ours = own(operator);
        out.println(row(operator.name(), ours) + theirs(operator, ours));
        out.flush();
      }
    }
    return 0;
  }

  private StepTimes own(OperatorCases.Case operator) throws DetectorException {
    List<String> wanted = List.of(operator.graph().outputs().get(0).getName());
    try (OwnSteps own =
        new OwnSteps(
            operator.graph(), wanted, ComputePrecision.FLOAT32, "x", OperatorCases.SHAPE)) {
      return own.run(steps, WARMUP);
    }
  }

  private String theirs(OperatorCases.Case operator, StepTimes ours)
      throws DetectorException, IOException, InterruptedException {
    Path file = Files.createTempFile("operator", ".onnx");
    try {
      operator.graph().write(file);
      Optional<ReferenceSteps> reference =
          beside.reference(file.toString(), Long.toString(OperatorCases.SHAPE[0]));
      if (reference.isEmpty()) {
        return "";
      }
      StepTimes theirs = reference.get().run(steps, WARMUP);
      double ratio =
          (theirs.forwardMs() + theirs.backwardMs()) / (ours.forwardMs() + ours.backwardMs());
      return String.format(
          Locale.ROOT, " %.2f | %.2f | %.2f |", theirs.forwardMs(), theirs.backwardMs(), ratio);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String row(String name, StepTimes times) {
    return String.format(
        Locale.ROOT, "| %s | %.2f | %.2f |", name, times.forwardMs(), times.backwardMs());
  }
}
