package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.federated.architecture.Architecture;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CompressCommandTest {

  @TempDir Path folder;

  @Test
  void measuresEveryVariantAndSaysWhyItIsKept() throws Exception {
    Path model = folder.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(model);
    Path data = folder.resolve("data");
    ScenarioDataset.write(data, 5, 4, Condition.NORMAL, done -> {});
    Path output = folder.resolve("out");
    StringWriter out = new StringWriter();
    CommandLine command = Vedette.commandLine().setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(new StringWriter()));

    int code =
        command.execute(
            "compress",
            "--model",
            model.toString(),
            "--data",
            data.toString(),
            "--slower",
            "100",
            "--precisions",
            "int8,int8-weights",
            "--output",
            output.toString());

    assertThat(code).isZero();
    JsonNode report = new ObjectMapper().readTree(output.resolve("report.json").toFile());
    assertThat(report.path("variants")).hasSize(6);
    for (JsonNode row : report.path("variants")) {
      assertThat(row.path("why").asText()).isNotEmpty();
      assertThat(row.path("latency_ms").path("p50").asDouble()).isPositive();
      assertThat(row.path("parameters").asLong()).isBetween(100_000L, 300_000L);
    }
    // an untrained student finds nothing, and INT8 loses nothing of that
    assertThat(output.resolve("fp32.onnx")).isRegularFile();
    assertThat(output.resolve("int8.onnx")).isRegularFile();
    assertThat(output.resolve("int8-weights.onnx")).isRegularFile();
    assertThat(output.resolve("int8-minmax.onnx")).doesNotExist();
    assertThat(output.resolve("report.md")).content().contains("| fp32 |");
    assertThat(out.toString()).contains("| int8-percentile |", "| int8-mse |", "-thin-float |");
  }

  @Test
  void whatIsSaidWronglyIsRefusedBeforeAnythingIsMeasured() {
    for (String wrong :
        new String[] {
          "--weight-bits=9",
          "--calibration-pictures=0",
          "--calibrators=mse,best",
          "--precisions=int8,int3"
        }) {
      StringWriter err = new StringWriter();
      CommandLine command = Vedette.commandLine().setErr(new PrintWriter(err, true));

      int code = command.execute("compress", "--model=m", "--data=d", "--output=o", wrong);

      assertThat(code).as(wrong).isEqualTo(2);
      assertThat(err.toString()).contains(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void calibrationPicturesThatAreFarTooSmallOrFewAreSaid() throws Exception {
    Path model = folder.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 320, 1)
        .write(model);
    Path data = folder.resolve("data");
    ScenarioDataset.write(data, 5, 2, Condition.NORMAL, done -> {});
    Path tiny = folder.resolve("tiny.png");
    ImageIO.write(new BufferedImage(20, 30, BufferedImage.TYPE_INT_RGB), "png", tiny.toFile());
    StringWriter err = new StringWriter();
    CommandLine command = Vedette.commandLine().setErr(new PrintWriter(err, true));

    int code =
        command.execute(
            "compress",
            "--model=" + model,
            "--data=" + data,
            "--calibration=" + tiny,
            "--output=" + folder.resolve("out"));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("INT8 ranges are measured on 1 pictures only; 16 or more")
        .contains("calibration picture 1 is 20x30, far smaller than the model's input of 320x320");

    err.getBuffer().setLength(0);
    code =
        command.execute(
            "compress",
            "--model=" + model,
            "--data=" + data,
            "--calibration=" + tiny,
            "--precisions=fp16-weights",
            "--output=" + folder.resolve("out"));

    assertThat(code).as("no range is asked for: %s", err).isZero();
    assertThat(err.toString()).doesNotContain("INT8");
  }
}
