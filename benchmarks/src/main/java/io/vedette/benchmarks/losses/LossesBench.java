package io.vedette.benchmarks.losses;

import io.vedette.benchmarks.process.OwnCommand;
import io.vedette.cli.Vedette;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run losses}: one student trained once per {@link TrainingVariant}, each result
 * evaluated on the same pictures. A variant that has its figures is not run again; an interrupted
 * one is resumed.
 */
@Command(
    name = "losses",
    mixinStandardHelpOptions = true,
    description = "Train one student by every variant, and write a table of the results.",
    footer = {
      "",
      "Options of all trainings follow --, for instance",
      "  benchmarks/run losses --teacher T.onnx --test-data D --test-split test --output ablation --"
          + " \\",
      "    --data D --split train --hold-out 16 --architecture vedette-pico --epochs 20"
    })
public final class LossesBench implements Callable<Integer> {

  @Option(names = "--teacher", required = true, paramLabel = "T", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path teacher;

  @Option(
      names = "--teacher-options",
      defaultValue = "",
      paramLabel = "OPTIONS",
      description =
          "Options of the variants that use the teacher, such as"
              + " \"--variations 5 --memory DIR\".")
  private String teacherOptions = "";

  @Option(
      names = "--test-data",
      required = true,
      paramLabel = "D",
      description = "Labelled pictures to evaluate on; no training sees them.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path testData;

  @Option(
      names = "--test-split",
      paramLabel = "NAME",
      description = "The split of --test-data, such as test.")
  private @Nullable String split;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Run these variants only (default: all); see --list.")
  private List<String> only = List.of();

  @Option(names = "--list", help = true, description = "List the variants.")
  private boolean list;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the results.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Parameters(paramLabel = "OPTION", description = "Options of all trainings.")
  private List<String> common = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      TrainingVariant.ALL.forEach(
          variant -> out.printf("%-14s %s%n", variant.name(), variant.supervision()));
      return 0;
    }
    List<TrainingVariant> variants = chosen();
    Files.createDirectories(output);
    OwnCommand vedette = new OwnCommand(Vedette.class);
    for (TrainingVariant variant : variants) {
      if (!Files.exists(figuresOf(variant))) {
        out.printf("%s: %s …%n", variant.name(), variant.supervision());
        out.flush();
        Path run = output.resolve(variant.name());
        vedette.run(trainCommand(variant, run), output.resolve(variant.name() + ".log"));
        vedette.run(
            evaluateCommand(run, figuresOf(variant)),
            output.resolve(variant.name() + ".evaluation.log"));
      }
      LossesTable.write(rows(), output);
    }
    out.print(LossesTable.markdown(rows()));
    out.flush();
    return 0;
  }

  private Path figuresOf(TrainingVariant variant) {
    return output.resolve(variant.name()).resolve("evaluation.json");
  }

  /** Every variant that has its figures, those of earlier calls too. */
  private List<VariantScore> rows() throws IOException, DetectorException {
    List<VariantScore> rows = new ArrayList<>();
    for (TrainingVariant variant : TrainingVariant.ALL) {
      if (Files.exists(figuresOf(variant))) {
        rows.add(VariantScore.read(variant, figuresOf(variant)));
      }
    }
    return rows;
  }

  private List<TrainingVariant> chosen() {
    List<String> known = TrainingVariant.ALL.stream().map(TrainingVariant::name).toList();
    List<String> unknown = only.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--only: no variant is called " + unknown + "; there are " + known);
    }
    return TrainingVariant.ALL.stream()
        .filter(variant -> only.isEmpty() || only.contains(variant.name()))
        .collect(Collectors.toList());
  }

  private List<String> trainCommand(TrainingVariant variant, Path run) {
    List<String> ofTeacher = new ArrayList<>(List.of("--teacher", teacher.toString()));
    ofTeacher.addAll(
        Arrays.stream(teacherOptions.split("\\s+")).filter(word -> !word.isEmpty()).toList());
    List<String> words = variant.call(common, ofTeacher);
    words.addAll(List.of("--output", run.toString(), "--resume"));
    return words;
  }

  private List<String> evaluateCommand(Path run, Path figures) {
    List<String> words =
        new ArrayList<>(
            List.of("evaluate", "--model", run.resolve("training.onnx").toString(), "--data"));
    words.add(testData.toString());
    words.addAll(split == null ? List.of() : List.of("--split", split));
    words.addAll(List.of("--json", figures.toString()));
    return words;
  }
}
