package io.vedette.cli.compress;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.DataForm;
import io.vedette.cli.option.ModelOptions;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.UsualSplits;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.DeviceClass;
import io.vedette.detector.runtime.EightBitProducts;
import io.vedette.federated.compress.job.CompressReport;
import io.vedette.federated.compress.job.CompressionContext;
import io.vedette.federated.compress.job.CompressionTask;
import io.vedette.federated.compress.job.PrecisionJob;
import io.vedette.federated.compress.job.PrecisionPlan;
import io.vedette.federated.compress.job.RecipeJob;
import io.vedette.federated.compress.job.RecipePlan;
import io.vedette.federated.compress.job.SearchJob;
import io.vedette.federated.compress.judge.VariantLimits;
import io.vedette.federated.compress.quantize.CalibrationData;
import io.vedette.federated.compress.quantize.RoundingRule;
import io.vedette.federated.compress.search.SearchChoice;
import io.vedette.registry.gate.KeptAccuracyGate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette compress}: smaller variants of a detector, each measured, the good ones kept. */
@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    description =
        "Make variants of a detector, in fewer bits, by a recipe or under a limit, measure them,"
            + " and keep those that are better.")
public final class CompressCommand implements Callable<Integer> {

  @ArgGroup(exclusive = false, multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOptions model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "Labelled pictures to measure the variants on.")
  private Path data;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Part of --data, or all (default: val; without it every tenth picture of train; all"
              + " if the data is not split).")
  private @Nullable String split;

  @Mixin private final DataForm form = new DataForm();

  @Option(
      names = "--precisions",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "int8",
      description =
          "Precisions to try, of int8, int8-dynamic, int8-weights, fp16, fp16-weights, ternary,"
              + " binary (default: ${DEFAULT-VALUE}).")
  private List<String> precisions = List.of();

  @Option(
      names = "--calibrators",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "minmax,percentile,mse",
      description = "Methods that choose INT8 ranges; all are tried (default: ${DEFAULT-VALUE}).")
  private List<String> calibrators = List.of();

  @Range(least = 2, most = 8)
  @Option(
      names = "--weight-bits",
      paramLabel = "BITS",
      description =
          "Bits of INT8's weights (default: 8 if this processor has VNNI or ARM's dot product,"
              + " else 7).")
  private @Nullable Integer weightBits;

  @Option(
      names = "--rounding",
      paramLabel = "RULE",
      defaultValue = "nearest",
      description =
          "Rounding of weights, ${COMPLETION-CANDIDATES}: to the nearest code, or to the one"
              + " that changes the layer's output least (default: ${DEFAULT-VALUE}).")
  private RoundingRule rounding = RoundingRule.NEAREST;

  @Option(
      names = "--equalise",
      description = "First equalise channel ranges between convolutions, where that is exact.")
  private boolean equalise;

  @Range(least = 0, most = 1)
  @Option(
      names = "--int8-keep",
      paramLabel = "SHARE",
      defaultValue = "0.98",
      description =
          "Share of fp32's AP50, and of its AP, that INT8 must keep, 0 to 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double int8Keep;

  @Range(least = 0, open = true)
  @Option(
      names = "--slower",
      paramLabel = "FACTOR",
      defaultValue = "1.0",
      description =
          "Longest time of a variant, as a multiple of the original's (default:"
              + " ${DEFAULT-VALUE}).")
  private double slower;

  @Option(
      names = "--device-class",
      paramLabel = "C",
      description = "Name of this machine in the report (default: its system and processors).")
  private @Nullable String deviceClass;

  @Mixin private final CalibrationOptions calibration = new CalibrationOptions();
  @Mixin private final RecipeOptions recipe = new RecipeOptions();
  @Mixin private final SearchOptions search = new SearchOptions();

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for models, report.md, report.json and report.png.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    check();
    RecipePlan plan = plan();
    Dataset judged = judged();
    DetectorModel given = model.read();
    CompressionTask.Original original =
        new CompressionTask.Original(model.model().toString(), given.withSpec(), given.spec());
    PrecisionPlan precision = precisionPlan();
    boolean calibrates = plan != null || search.asked() || precision.calibrates();
    CompressionTask task =
        new CompressionTask(
            original,
            data.toString(),
            judged,
            calibrates
                ? calibration.of(form, data, judged, given.spec().input())
                : CalibrationData.NONE,
            recipe.training(form.form()),
            output);
    return show(run(plan, precision, task));
  }

  private CompressReport run(
      @Nullable RecipePlan plan, PrecisionPlan precision, CompressionTask task)
      throws DetectorException, IOException, InterruptedException {
    CompressionContext context = context();
    if (plan != null) {
      return RecipeJob.run(plan, task, limits(recipe.keep(), 0), context);
    }
    return search.asked()
        ? SearchJob.run(task, search.plan(recipe.keep()), limits(recipe.keep(), 0), context)
        : PrecisionJob.run(precision, task, limits(int8Keep, int8Keep), context);
  }

  private CompressionContext context() {
    PrintWriter err = spec.commandLine().getErr();
    return new CompressionContext(
        TrainingLimits.ofThisMachine(),
        (what, total) -> new ProgressLine(err, what, total)::at,
        line -> {
          err.println(line);
          err.flush();
        });
  }

  /**
   * @param ap50 share of the original's that must stay
   * @param ap likewise; 0: it does not count
   */
  private VariantLimits limits(double ap50, double ap) {
    return new VariantLimits(
        new RegistryVariantGate(new KeptAccuracyGate(ap50, ap), slower, deviceClass()),
        deviceClass(),
        model.runtime());
  }

  private @Nullable RecipePlan plan() throws DetectorException, IOException {
    Path file = recipe.recipe();
    return file == null
        ? null
        : RecipePlan.of(
            file, RecipeFile.read(file), recipe.training(form.form()).given(), search.profile());
  }

  private PrecisionPlan precisionPlan() {
    return new PrecisionPlan(
        precisions, new PrecisionPlan.Int8(calibrators, weightBits(), rounding), equalise);
  }

  private Dataset judged() throws DetectorException {
    DatasetSource source = form.find(data);
    Dataset judged = split == null ? UsualSplits.judged(source) : source.labelled(split);
    PrintWriter err = spec.commandLine().getErr();
    err.println("judging on " + judged.samples().size() + " pictures of " + judged.name());
    err.flush();
    return judged;
  }

  /** A search that does not meet its limits has failed. */
  private int show(CompressReport report) throws IOException {
    CompressReportFiles.write(report, output);
    PrintWriter out = spec.commandLine().getOut();
    out.print(CompressReportText.of(report));
    out.flush();
    SearchChoice choice = report.choice();
    if (choice == null || choice.met()) {
      return 0;
    }
    spec.commandLine().getErr().println(spec.qualifiedName() + ": " + choice.text());
    return 1;
  }

  private int weightBits() {
    if (weightBits != null) {
      return weightBits;
    }
    return EightBitProducts.here() ? 8 : 7;
  }

  /** Refuses wrong usage before anything is measured. */
  private void check() {
    if (recipe.recipe() != null && search.asked()) {
      throw wrong("--recipe and --limit exclude each other; give one of them");
    }
    if (search.asked()) {
      search.plan(recipe.keep());
    }
    try {
      PrecisionPlan.checkPrecisions(precisions);
    } catch (DetectorException e) {
      throw wrong("--precisions: " + e.getMessage());
    }
    try {
      PrecisionPlan.checkCalibrators(calibrators);
    } catch (DetectorException e) {
      throw wrong("--calibrators: " + e.getMessage());
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private String deviceClass() {
    return deviceClass == null ? DeviceClass.ofThisMachine() : deviceClass;
  }
}
