package io.vedette.cli.generate;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.dataset.Dataset;
import io.vedette.scenario.Condition;
import io.vedette.scenario.ScenarioDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette generate}: a labelled dataset of generated circuit boards. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Draw circuit boards with known defects and write them as a COCO dataset.")
public final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private Path output;

  @Range(least = 1, most = 1_000_000)
  @Option(
      names = "--count",
      defaultValue = "1000",
      description = "Number of pictures (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the boards (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--condition",
      defaultValue = "normal",
      description =
          "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); 'both' writes a folder for each of the"
              + " two.")
  private Kind condition;

  /** What may be asked for. */
  enum Kind {
    normal,
    changed,
    both
  }

  @Override
  public Integer call() throws IOException {
    if (condition == Kind.both) {
      for (Condition each : Condition.values()) {
        write(output.resolve(each.name().toLowerCase(Locale.ROOT)), each);
      }
    } else {
      write(output, Condition.valueOf(condition.name().toUpperCase(Locale.ROOT)));
    }
    return 0;
  }

  private void write(Path folder, Condition each) throws IOException {
    String what = "drawing " + each.name().toLowerCase(Locale.ROOT) + " boards";
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), what, count);
    Dataset dataset = ScenarioDataset.write(folder, seed, count, each, progress::at);
    String result = count + " pictures with " + dataset.objects() + " defects in " + folder;
    spec.commandLine().getOut().println(result);
  }
}
