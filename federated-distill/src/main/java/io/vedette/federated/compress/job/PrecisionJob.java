package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantLimits;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.quantize.ActivationCodes;
import io.vedette.federated.compress.quantize.EqualiseChannels;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.search.Int8Search;
import io.vedette.federated.compress.search.PrecisionTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Makes a variant in each of several precisions and measures them. */
public final class PrecisionJob {

  private static final String REFERENCE = "fp32";

  private PrecisionJob() {}

  /** Makes and measures them; files of variants that are not worth having are deleted. */
  public static CompressReport run(
      PrecisionPlan plan, CompressionTask task, VariantLimits limits, CompressionContext context)
      throws DetectorException, IOException {
    Files.createDirectories(task.output());
    Graph fp32 = Exporter.fp32(task.model().graph());
    try (VariantJudge judge = task.judge(REFERENCE, limits, context.progress())) {
      Graph equalised = plan.equalise() ? new EqualiseChannels().apply(fp32) : fp32;
      Int8Search.Found found = tried(plan, equalised, task, judge, limits, context);
      List<VariantRow> rows = new ArrayList<>(List.of(judge.reference()));
      rows.addAll(found.rows());
      return new CompressReport(task.subject(limits.deviceClass()), rows, found.sensitivity())
          .deleteRejected();
    }
  }

  private static Int8Search.Found tried(
      PrecisionPlan plan,
      Graph graph,
      CompressionTask task,
      VariantJudge judge,
      VariantLimits limits,
      CompressionContext context)
      throws DetectorException, IOException {
    Quantizer quantizer = quantizer(plan, graph, task, limits, context);
    ActivationCodes activations = ActivationCodes.of(limits.runtime().providers());
    Int8Search search =
        new Int8Search(quantizer, task.calibration().pictures(), judge, context.progress());
    return new PrecisionTrials(quantizer, judge)
        .run(
            plan.precisions(),
            () ->
                search.run(
                    plan.int8().calibrators(), recipe -> plan.int8().apply(recipe, activations)));
  }

  /** Pictures are looked at only if a precision needs what tensors hold. */
  private static Quantizer quantizer(
      PrecisionPlan plan,
      Graph graph,
      CompressionTask task,
      VariantLimits limits,
      CompressionContext context)
      throws DetectorException {
    if (!plan.calibrates()) {
      return Quantizer.unwatched(graph, task.spec());
    }
    context.warn(task);
    return Quantizer.watching(
        graph, task.spec(), task.calibration().pictures(), limits.runtime().threads());
  }
}
