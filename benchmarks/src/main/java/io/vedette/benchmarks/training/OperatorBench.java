package io.vedette.benchmarks.training;

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

/** {@code benchmarks/run operators}: the time of each operator family, forward and backward. */
@Command(
    name = "operators",
    mixinStandardHelpOptions = true,
    description = "Time forward and backward of each operator family at a typical size.",
    footer = {
      "",
      "A reference is a command that is given a graph's file, the batch and the number of steps:",
      "  --reference \"python3 benchmarks/reference/torch_step.py\""
    })
public final class OperatorBench implements Callable<Integer> {

  private static final int WARMUP = 5;
  private static final String REFERENCE_COLUMNS =
      " reference forward | backward | reference / vedette |";

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

  @Mixin private final ComparisonOptions comparison = new ComparisonOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    comparison.useThreads();
    boolean alone = comparison.reference().isEmpty();
    out.printf("| operator | forward ms | backward ms |%s%n", alone ? "" : REFERENCE_COLUMNS);
    out.printf("|---|---|---|%s%n", alone ? "" : "---|---|---|");
    for (OperatorCases.Case operator : OperatorCases.all()) {
      if (operator.name().contains(only)) {
        StepTimes own = own(operator);
        out.println(row(operator.name(), own) + reference(operator, own));
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

  private String reference(OperatorCases.Case operator, StepTimes own)
      throws DetectorException, IOException, InterruptedException {
    Path file = Files.createTempFile("operator", ".onnx");
    try {
      operator.graph().write(file);
      Optional<ReferenceSteps> reference =
          comparison.reference(file.toString(), Long.toString(OperatorCases.SHAPE[0]));
      if (reference.isEmpty()) {
        return "";
      }
      StepTimes times = reference.get().run(steps, WARMUP);
      double ratio =
          (times.forwardMs() + times.backwardMs()) / (own.forwardMs() + own.backwardMs());
      return String.format(
          Locale.ROOT, " %.2f | %.2f | %.2f |", times.forwardMs(), times.backwardMs(), ratio);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String row(String name, StepTimes times) {
    return String.format(
        Locale.ROOT, "| %s | %.2f | %.2f |", name, times.forwardMs(), times.backwardMs());
  }
}
