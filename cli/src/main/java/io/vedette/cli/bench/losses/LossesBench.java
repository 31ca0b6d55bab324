package io.vedette.cli.bench.losses;

import io.vedette.cli.process.OwnCommand;
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
 * {@code vedette bench losses}: the same student taught in many ways, each judged on the same
 * pictures. A way that has its figures is not run again, and one that was broken off goes on.
 */
@Command(
    name = "losses",
    mixinStandardHelpOptions = true,
    description = "Teach one student in many ways, and write a table of what each is worth.",
    footer = {
      "",
      "What is common to all trainings follows --, for instance",
      "  vedette bench losses --teacher T.onnx --judge D --judge-split test --output ablation --"
          + " \\",
      "    --data D --split train --hold-out 16 --architecture vedette-pico --epochs 20"
    })
public final class LossesBench implements Callable<Integer> {

  @Option(names = "--teacher", required = true, paramLabel = "T", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path teacher;

  @Option(
      names = "--teaching",
      defaultValue = "",
      paramLabel = "OPTIONS",
      description =
          "What only those that ask the teacher are told, such as"
              + " \"--variations 5 --memory DIR\".")
  private String teaching = "";

  @Option(
      names = "--judge",
      required = true,
      paramLabel = "D",
      description = "Labelled pictures that no training sees.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path judge;

  @Option(names = "--judge-split", paramLabel = "NAME", description = "Their part, such as test.")
  private @Nullable String split;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Some of the ways (default: all); see --list.")
  private List<String> only = List.of();

  @Option(names = "--list", help = true, description = "List the ways, and end.")
  private boolean list;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Parameters(paramLabel = "OPTION", description = "What is common to all trainings.")
  private List<String> common = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      TeachingVariant.ALL.forEach(
          lesson -> out.printf("%-14s %s%n", lesson.name(), lesson.teaches()));
      return 0;
    }
    List<TeachingVariant> lessons = asked();
    Files.createDirectories(output);
    OwnCommand vedette = new OwnCommand(spec.root().userObject().getClass());
    for (TeachingVariant lesson : lessons) {
      if (!Files.exists(figures(lesson))) {
        out.printf("%s: %s …%n", lesson.name(), lesson.teaches());
        out.flush();
        Path run = output.resolve(lesson.name());
        vedette.run(taught(lesson, run), output.resolve(lesson.name() + ".log"));
        vedette.run(judged(run, figures(lesson)), output.resolve(lesson.name() + ".judged.log"));
      }
      LossesTable.write(rows(), output);
    }
    out.print(LossesTable.markdown(rows()));
    out.flush();
    return 0;
  }

  private Path figures(TeachingVariant lesson) {
    return output.resolve(lesson.name()).resolve("judged.json");
  }

  /** Every way that has its figures, those of earlier calls too. */
  private List<TaughtStudentScore> rows() throws IOException, DetectorException {
    List<TaughtStudentScore> rows = new ArrayList<>();
    for (TeachingVariant lesson : TeachingVariant.ALL) {
      if (Files.exists(figures(lesson))) {
        rows.add(TaughtStudentScore.read(lesson, figures(lesson)));
      }
    }
    return rows;
  }

  private List<TeachingVariant> asked() {
    List<String> known = TeachingVariant.ALL.stream().map(TeachingVariant::name).toList();
    List<String> strange = only.stream().filter(name -> !known.contains(name)).toList();
    if (!strange.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--only: no way is called " + strange + "; there are " + known);
    }
    return TeachingVariant.ALL.stream()
        .filter(lesson -> only.isEmpty() || only.contains(lesson.name()))
        .collect(Collectors.toList());
  }

  private List<String> taught(TeachingVariant lesson, Path run) {
    List<String> asking = new ArrayList<>(List.of("--teacher", teacher.toString()));
    asking.addAll(Arrays.stream(teaching.split("\\s+")).filter(word -> !word.isEmpty()).toList());
    List<String> words = lesson.call(common, asking);
    words.addAll(List.of("--output", run.toString(), "--resume"));
    return words;
  }

  private List<String> judged(Path run, Path figures) {
    List<String> words =
        new ArrayList<>(
            List.of("evaluate", "--model", run.resolve("training.onnx").toString(), "--data"));
    words.add(judge.toString());
    words.addAll(split == null ? List.of() : List.of("--split", split));
    words.addAll(List.of("--json", figures.toString()));
    return words;
  }
}
