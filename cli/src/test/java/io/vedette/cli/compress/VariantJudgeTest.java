package io.vedette.cli.compress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.job.CompressReport;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantLimits;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.registry.gate.KeptAccuracyGate;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariantJudgeTest {

  @TempDir Path folder;

  @Test
  void whatTheRuntimeRefusesIsARowThatSaysWhy() throws Exception {
    Path data = folder.resolve("data");
    ScenarioDataset.write(data, 5, 2, Condition.NORMAL, done -> {});
    Dataset judged = Datasets.open(data, null);
    Graph fp32 =
        Exporter.fp32(
            Architecture.named("vedette-pico").orElseThrow().build(InspectionLine.LABELS, 64, 1));
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "test");
    VariantLimits limits =
        new VariantLimits(
            new RegistryVariantGate(new KeptAccuracyGate(0.98, 0.98), 100, "here"),
            "here",
            RuntimeOptions.DEFAULT);
    try (VariantJudge judge =
        new VariantJudge("fp32", fp32, spec, judged, folder, limits, (what, total) -> done -> {})) {

      VariantRow row = judge.judge("odd", unknownOperator(fp32));

      assertThat(row.kept()).isFalse();
      assertThat(row.why()).contains("ONNX Runtime refuses the model").contains("Nonesuch");
      assertThat(judge.findsEnough(row)).isFalse();
      CompressReport report =
          new CompressReport(
              new CompressReport.Subject("m", "d", "here"), List.of(judge.reference(), row), null);
      assertThat(CompressReportText.of(report))
          .contains("| – | – | – | – | no | ")
          .doesNotContain("NaN");
      CompressReportFiles.write(report, folder);
      assertThat(folder.resolve("report.json")).content().contains("\"AP50\" : null");
    }
  }

  private static Graph unknownOperator(Graph graph) {
    GraphProto.Builder body = graph.graph().toBuilder();
    body.getNodeBuilder(0).setOpType("Nonesuch");
    return graph.withBody(body.build());
  }
}
