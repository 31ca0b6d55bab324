package io.vedette.cli.compress;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.CalibrationData;
import io.vedette.cli.option.DataForm;
import io.vedette.cli.option.ModelOptions;
import io.vedette.cli.process.OwnCommand;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.UsualSplits;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.DeviceClass;
import io.vedette.detector.runtime.EightBitProducts;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.quantize.ActivationCodes;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.EqualiseChannels;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.RoundingRule;
import io.vedette.federated.compress.quantize.precision.Precisions;
import io.vedette.registry.gate.KeptAccuracyGate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            + " and keep what is truly better.")
public final class CompressCommand implements Callable<Integer> {

  @ArgGroup(exclusive = false, multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOptions model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "Labelled pictures that the variants are judged on.")
  private Path data;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Their part, or all (default: val, without it every tenth picture of train; all where"
              + " the data is not split).")
  private @Nullable String split;

  @Mixin private final DataForm form = new DataForm();

  @Option(
      names = "--precisions",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "int8",
      description =
          "What to try, of int8, int8-dynamic, int8-weights, fp16, fp16-weights, ternary, binary"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> precisions = List.of();

  @Option(
      names = "--calibrators",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "minmax,percentile,mse",
      description = "How ranges are chosen; all are tried (default: ${DEFAULT-VALUE}).")
  private List<String> calibrators = List.of();

  @Range(least = 2, most = 8)
  @Option(
      names = "--weight-bits",
      paramLabel = "BITS",
      description =
          "Of INT8's weights; 2 to 6 to see what happens (default: 8 where this processor has VNNI"
              + " or ARM's dot product, else 7).")
  private @Nullable Integer weightBits;

  @Option(
      names = "--rounding",
      paramLabel = "RULE",
      defaultValue = "nearest",
      description =
          "Which code a weight becomes: ${COMPLETION-CANDIDATES}; the nearest, or the one that"
              + " changes the layer's output least (default: ${DEFAULT-VALUE}).")
  private RoundingRule rounding = RoundingRule.NEAREST;

  @Option(
      names = "--equalise",
      description = "First make channels between convolutions equally wide, where that is exact.")
  private boolean equalise;

  @Range(least = 0, most = 1)
  @Option(
      names = "--int8-keep",
      paramLabel = "SHARE",
      defaultValue = "0.98",
      description =
          "Of fp32's AP50, and of its AP, INT8 must keep so much, 0 to 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double int8Keep;

  @Range(least = 0, open = true)
  @Option(
      names = "--slower",
      paramLabel = "FACTOR",
      defaultValue = "1.0",
      description = "INT8 may take so many times fp32's time (default: ${DEFAULT-VALUE}).")
  private double slower;

  @Option(
      names = "--device-class",
      paramLabel = "C",
      description = "What to call this machine in the report; else its system and processors.")
  private @Nullable String deviceClass;

  @Mixin private final CalibrationOptions calibration = new CalibrationOptions();
  @Mixin private final RecipeOptions recipe = new RecipeOptions();
  @Mixin private final SearchOptions search = new SearchOptions();

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where models, report.md, report.json and report.png go.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    check();
    RecipePlan plan = plan();
    Dataset judged = judged();
    String where = model.model().toString();
    DetectorModel given = model.read();
    DetectorSpec detector = given.spec();
    Graph graph = given.withSpec();
    PrintWriter err = spec.commandLine().getErr();
    ProgressFactory progress = (what, total) -> new ProgressLine(err, what, total)::at;
    if (plan != null || search.asked()) {
      CompressionTask assignment =
          new CompressionTask(
              where,
              graph,
              detector,
              data.toString(),
              judged,
              calibration.of(form, data, judged, detector.input()),
              recipe.lessons(form.form()),
              output);
      OwnCommand vedette = new OwnCommand(spec.root().userObject().getClass());
      return followed(plan, assignment, new CompressionContext(vedette, progress, err));
    }
    Graph fp32 = Exporter.fp32(graph);
    Files.createDirectories(output);
    VariantJudge.Limits limits =
        new VariantJudge.Limits(
            new KeptAccuracyGate(int8Keep, int8Keep), slower, deviceClass(), model.runtime());
    try (VariantJudge judge = new VariantJudge(fp32, detector, judged, output, limits, progress)) {
      Graph watched = equalise ? new EqualiseChannels().apply(fp32) : fp32;
      Int8Search.Found found = tried(watched, detector, judged, judge, progress);
      List<CompressReport.Row> rows = new ArrayList<>(List.of(judge.reference()));
      rows.addAll(found.rows());
      CompressReport report =
          new CompressReport(where, data.toString(), deviceClass(), rows, found.sensitivity());
      report.write(output);
      return show(report);
    }
  }

  private @Nullable RecipePlan plan() throws DetectorException, IOException {
    Path file = recipe.recipe();
    return file == null
        ? null
        : RecipePlan.read(file, recipe.lessons(form.form()).given(), search.profile());
  }

  private Dataset judged() throws DetectorException {
    DatasetSource source = form.find(data);
    Dataset judged = split == null ? UsualSplits.judged(source) : source.labelled(split);
    PrintWriter err = spec.commandLine().getErr();
    err.println("judging on " + judged.samples().size() + " pictures of " + judged.name());
    err.flush();
    return judged;
  }

  /** Pictures are watched only where a precision asks for what tensors hold. */
  private Int8Search.Found tried(
      Graph fp32,
      DetectorSpec detector,
      Dataset judged,
      VariantJudge judge,
      ProgressFactory progress)
      throws DetectorException, IOException {
    List<PictureSource> pictures = List.of();
    Quantizer quantizer;
    if (watches()) {
      CalibrationData watched = calibration.of(form, data, judged, detector.input());
      watched.warn(spec.commandLine().getErr());
      pictures = watched.pictures();
      quantizer = Quantizer.watching(fp32, detector, pictures, model.runtime().threads());
    } else {
      quantizer = Quantizer.unwatched(fp32, detector);
    }
    Int8Search search = new Int8Search(quantizer, pictures, judge, progress);
    return new PrecisionTrials(quantizer, judge)
        .run(precisions, () -> search.run(calibrators, this::usual));
  }

  private boolean watches() throws DetectorException {
    for (String name : precisions) {
      if (Precisions.named(name).watches()) {
        return true;
      }
    }
    return false;
  }

  /** By a recipe, or by a search for one. */
  private int followed(
      @Nullable RecipePlan plan, CompressionTask assignment, CompressionContext around)
      throws DetectorException, IOException, InterruptedException {
    VariantJudge.Limits limits =
        new VariantJudge.Limits(
            new KeptAccuracyGate(recipe.keep(), 0), slower, deviceClass(), model.runtime());
    return show(
        plan == null
            ? DeviceSearch.of(assignment, search.plan(recipe.keep()), limits, around)
            : FollowedRecipe.of(plan, assignment, limits, around));
  }

  /** Failed is what was looked for and not found. */
  private int show(CompressReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.markdown());
    out.flush();
    if (report.found()) {
      return 0;
    }
    spec.commandLine().getErr().println(spec.qualifiedName() + ": " + report.said());
    return 1;
  }

  /** What all INT8 recipes share. */
  private Int8Recipe usual(Int8Recipe recipe) {
    return recipe
        .withWeightBits(weightBits())
        .withRounding(rounding)
        .withActivations(ActivationCodes.of(model.runtime().providers()));
  }

  private int weightBits() {
    if (weightBits != null) {
      return weightBits;
    }
    return EightBitProducts.here() ? 8 : 7;
  }

  /** What is said wrongly is refused before anything is measured. */
  private void check() {
    if (recipe.recipe() != null && search.asked()) {
      throw wrong("--recipe says what to do, --limit what to look for; give one of them");
    }
    if (search.asked()) {
      search.plan(recipe.keep());
    }
    try {
      for (String name : precisions) {
        Precisions.named(name);
      }
    } catch (DetectorException e) {
      throw wrong("--precisions: " + e.getMessage());
    }
    try {
      for (String name : calibrators) {
        Calibrators.named(name);
      }
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
