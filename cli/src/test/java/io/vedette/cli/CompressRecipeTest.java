package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.federated.architecture.Architecture;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompressRecipeTest {

  private static final String RECIPE =
      """
      name: half
      steps:
        - int8: {as: quantised, calibrator: minmax}
        - prune: {as: pruned, from: original, operations: 0.6}
        - distill: {epochs: 1, batch: 2, variations: 2}
        - int8: {as: fully optimised}
      """;

  @TempDir Path folder;
  private Path output;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws Exception {
    output = folder.resolve("out");
    ScenarioDataset.write(folder.resolve("data"), 5, 4, Condition.NORMAL, done -> {});
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 3)
        .write(folder.resolve("m.onnx"));
  }

  private int compress(String recipe, String... more) throws Exception {
    Path file = folder.resolve("r.yaml");
    Files.writeString(file, recipe);
    List<String> words =
        new ArrayList<>(
            List.of(
                "compress",
                "--model=" + folder.resolve("m.onnx"),
                "--data=" + folder.resolve("data"),
                "--recipe=" + file,
                "--slower=100",
                "--device-class=desk",
                "--output=" + output));
    words.addAll(List.of(more));
    err.getBuffer().setLength(0);
    return Vedette.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  @Test
  void everyModelOfARecipeIsMeasuredAndTellsWhatMadeIt() throws Exception {
    String lessons = "--train-data=" + folder.resolve("data");
    assertThat(compress(RECIPE, lessons)).as(err.toString()).isZero();

    JsonNode report = new ObjectMapper().readTree(output.resolve("report.json").toFile());
    assertThat(report.path("variants").findValuesAsText("variant"))
        .containsExactly("original", "quantised", "pruned", "distill", "fully optimised");
    JsonNode original = report.at("/variants/0");
    JsonNode quantised = report.at("/variants/1");
    JsonNode last = report.at("/variants/4");
    assertThat(quantised.path("gflops").asDouble())
        .isCloseTo(original.path("gflops").asDouble(), org.assertj.core.data.Offset.offset(1e-9));
    assertThat(last.at("/of_reference/gflops").asDouble()).isBetween(0.4, 0.6);
    assertThat(last.at("/of_reference/bytes").asDouble()).isLessThan(0.5);
    assertThat(last.at("/of_reference/times_faster").asDouble()).isPositive();
    assertThat(last.at("/origin/steps").findValuesAsText("step"))
        .containsExactly("prune", "distill", "int8");
    assertThat(last.at("/origin/steps/1/measured/AP50").isNumber()).isTrue();
    assertThat(output.resolve("report.png")).isNotEmptyFile();
    assertThat(out.toString()).contains("| fully optimised |").contains("| desk |");
    assertThat(Graph.read(output.resolve("result.onnx")).metadata().get("vedette.recipe"))
        .contains("\"half\"")
        .contains("\"distill\"");
    assertThat(output.resolve("steps/memory")).isNotEmptyDirectory();
    assertThat(err.toString()).contains("step 3 of 4, distill: distill").contains("epoch");

    assertThat(compress(RECIPE, lessons)).isZero();
    assertThat(err.toString()).as("nothing is taught twice").doesNotContain("epoch");
  }

  @Test
  void precisionsAreStepsAndWhatTheRuntimeRefusesIsARowWithTheReason() throws Exception {
    Path model = folder.resolve("m.onnx");
    withAnOperatorThatKnowsNoHalves(Graph.read(model)).write(model);

    assertThat(
            compress(
                """
                steps:
                  - fp16
                  - int8-dynamic: {from: original}
                  - int8-weights: {as: small, from: original}
                """))
        .as(err.toString())
        .isZero();

    JsonNode report = new ObjectMapper().readTree(output.resolve("report.json").toFile());
    assertThat(report.path("variants").findValuesAsText("variant"))
        .containsExactly("original", "fp16", "int8-dynamic", "small");
    JsonNode refused = report.at("/variants/1");
    assertThat(refused.path("why").asText()).contains("ONNX Runtime refuses").contains("IsInf");
    assertThat(refused.path("kept").asBoolean()).isFalse();
    assertThat(refused.path("AP50").isNull()).isTrue();
    assertThat(output.resolve("fp16.onnx")).doesNotExist();
    assertThat(report.at("/variants/2/origin/steps/0/step").asText()).isEqualTo("int8-dynamic");
    assertThat(report.at("/variants/3/of_reference/bytes").asDouble()).isLessThan(0.5);
    assertThat(report.at("/variants/3/of_reference/gflops").asDouble()).isEqualTo(1);
    assertThat(Graph.read(output.resolve("result.onnx")).metadata().get("vedette.recipe"))
        .contains("\"int8-weights\"");
    assertThat(err.toString()).as("none of them watches").doesNotContain("ranges");
  }

  /** The same answers, and a question to the first output that has no form in halves. */
  private static Graph withAnOperatorThatKnowsNoHalves(Graph graph) {
    String output = graph.outputs().get(0).getName();
    String raw = output + ".raw";
    GraphProto.Builder body = graph.graph().toBuilder();
    for (NodeProto.Builder node : body.getNodeBuilderList()) {
      for (int i = 0; i < node.getOutputCount(); i++) {
        if (node.getOutput(i).equals(output)) {
          node.setOutput(i, raw);
        }
      }
    }
    body.addNode(NodeBuilder.of("IsInf", raw).build("infinite"));
    body.addNode(
        NodeBuilder.of("Cast", "infinite")
            .integer("to", DataType.FLOAT.getNumber())
            .build("so many"));
    body.addNode(NodeBuilder.of("Add", raw, "so many").named("as before").build(output));
    return graph.withBody(body.build());
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsMade() throws Exception {
    assertThat(compress("steps: [{prune: {share: 0.5}}]")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("r.yaml, step 1 (prune): unknown key 'share'; known are [operations");

    assertThat(compress("stages: []")).as("a configuration that cannot be right").isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("r.yaml:1: stages: unknown key; known are name, steps");

    assertThat(compress("steps: [{prune: {latency: 0.5}}]")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("r.yaml, prune: it needs to know how fast the device is; give --profile FILE");

    assertThat(compress("steps: [{prune: {latency: 0.5}}]", "--profile=none.json")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("--profile: no such file or folder: none.json");

    assertThat(compress(RECIPE)).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("distill: it needs labelled pictures");
    assertThat(output).doesNotExist();
  }
}
