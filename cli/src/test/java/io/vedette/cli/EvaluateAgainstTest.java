package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.federated.architecture.Architecture;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateAgainstTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws Exception {
    ScenarioDataset.write(folder.resolve("data"), 5, 6, Condition.NORMAL, done -> {});
    for (int side : new int[] {64, 256}) {
      Architecture.named("vedette-pico")
          .orElseThrow()
          .build(InspectionLine.LABELS, side, 3)
          .write(folder.resolve(side + ".onnx"));
    }
  }

  private int evaluate(String... words) {
    List<String> all =
        new ArrayList<>(List.of("evaluate", "--model=" + folder.resolve("256.onnx")));
    all.addAll(List.of(words));
    return Vedette.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(folder.resolve("ab.json").toFile());
  }

  @Test
  void twoDetectorsAreComparedOnLabelledPictures() throws Exception {
    int code =
        evaluate(
            "--against=" + folder.resolve("64.onnx"),
            "--data=" + folder.resolve("data"),
            "--json=" + folder.resolve("ab.json"));

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("B - A").contains("McNemar").contains("latency, B / A");
    JsonNode ratio = json().at("/latency_ratio");
    assertThat(ratio.path("value").asDouble())
        .isPositive()
        .isBetween(ratio.path("low").asDouble(), ratio.path("high").asDouble());
    assertThat(json().at("/pictures").asInt()).isEqualTo(6);
    assertThat(json().at("/AP50_difference/low").isNumber()).isTrue();
  }

  @Test
  void withoutLabelsTheyAgreeOrNot() throws Exception {
    int code =
        evaluate(
            "--against=" + folder.resolve("256.onnx"),
            "--frames=" + folder.resolve("data"),
            "--json=" + folder.resolve("ab.json"));

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("6 frames").contains("agreement 100.0%").contains("p = 1");
    assertThat(json().at("/agreement/rate").asDouble()).isEqualTo(1);
  }

  @Test
  void framesWithoutASecondDetectorAreWrongUsage() {
    assertThat(evaluate("--frames=" + folder.resolve("data"))).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("--frames have no labels")
        .contains("--against");
  }
}
