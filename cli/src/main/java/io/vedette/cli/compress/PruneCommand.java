package io.vedette.cli.compress;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.option.DataForm;
import io.vedette.cli.option.ModelHints;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.UsualSplits;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.federated.compress.job.PruningJob;
import io.vedette.federated.compress.prune.ImportanceData;
import io.vedette.federated.compress.prune.Importances;
import io.vedette.federated.compress.search.CheckedForecast;
import io.vedette.federated.compress.search.DeviceProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette prune}: the same network with fewer channels, to be trained on. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = "Cut the channels that matter least out of a detector.",
    footer = {
      "",
      "What is left has forgotten much: let it learn again from the model that it was, with",
      "  vedette distill --teacher M --student OUTPUT --data D --output DIR"
    })
public final class PruneCommand implements Callable<Integer> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "An ONNX file in training form, or a version of the registry.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @Mixin private final ModelHints hints = new ModelHints();

  @Mixin private final CutTarget target = new CutTarget();

  @InputPath
  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Profile of the device by vedette bench device. With it, the time that is left is"
              + " forecast, and measured on this machine in pairs with the original.")
  private @Nullable Path profile;

  @Option(
      names = "--importance",
      paramLabel = "NAME",
      defaultValue = "l1",
      description =
          "Ranking of channels, ${COMPLETION-CANDIDATES}: by absolute weights, by the"
              + " normalizations' scales, or by the change of the loss on --data (default:"
              + " ${DEFAULT-VALUE}).")
  private Importances importance = Importances.L1;

  @Option(
      names = "--relu",
      description = "Replace SiLU and HardSwish, which are slow in INT8, by ReLU.")
  private boolean relu;

  @Option(
      names = "--data",
      paramLabel = "D",
      description = "Labelled pictures, for --importance taylor.")
  private @Nullable Path data;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Part of --data, or all (default: train).")
  private @Nullable String split;

  @Mixin private final DataForm form = new DataForm();

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The file to write.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    check();
    DeviceProfile device = profile == null ? null : DeviceProfile.read(profile);
    DetectorModel given = NamedModels.read(model, hints.hints());
    DetectorSpec detector = given.spec();
    Graph graph = given.withSpec();
    Path pictures = data;
    ImportanceData evidence = pictures == null ? ImportanceData.NONE : () -> evidence(pictures);
    PruningJob.Pruned pruned =
        new PruningJob(importance, evidence, target.share(), target.expense(device), relu)
            .run(graph, detector);
    pruned.graph().write(output);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %,d of %,d parameters, %.3f of %.3f GFLOPs%n",
        output,
        pruned.after().parameters(),
        pruned.before().parameters(),
        pruned.after().gflops(),
        pruned.before().gflops());
    if (device != null) {
      out.println(
          CheckedForecast.of(graph, pruned.graph(), detector, device, target.rounded())
              .text(device));
    }
    out.flush();
    return 0;
  }

  private Dataset evidence(Path pictures) throws DetectorException {
    DatasetSource source = form.find(pictures);
    return source.labelled(split == null ? UsualSplits.of(source).trained() : split);
  }

  /** What is said wrongly is refused before anything is read. */
  private void check() {
    target.check(profile != null);
    if (importance == Importances.TAYLOR && data == null) {
      throw new ParameterException(
          spec.commandLine(), "--importance taylor needs labelled pictures: --data D");
    }
  }
}
