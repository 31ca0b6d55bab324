package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.scenario.Condition;
import io.vedette.detector.scenario.InspectionLine;
import io.vedette.detector.scenario.ScenarioDataset;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Workload.Kind;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void aNetworkIsPrunedAndStillRuns() throws Exception {
    Path model = folder.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(model);
    Path pruned = folder.resolve("pruned.onnx");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    int code =
        command.execute("prune", "--model=" + model, "--operations=0.5", "--output=" + pruned);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("[\\d,]+ of 2\\d\\d,\\d+ parameters, 0\\.\\d+ of");
    assertThat(pruned).isNotEmptyFile();
    assertThat(command.execute("prune", "--model=" + model, "--operations=5", "--output=x"))
        .isEqualTo(2);
    assertThat(command.execute("prune", "--model=" + model, "--operations=0.001", "--output=x"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("cannot be reached by cutting channels");
  }

  /** Depthwise convolutions are slow, in 8 bits more so. */
  private Path profile() throws Exception {
    List<Timed> timed = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      boolean slow = kind == Kind.DEPTHWISE;
      timed.add(new Timed(kind, 32, 400, false, 0.01, slow ? 1 : 0.2));
      timed.add(new Timed(kind, 32, 400, true, 0.01, slow ? 2 : 0.1));
    }
    Path file = folder.resolve("gate-camera.json");
    new DeviceProfile("gate-camera", "a processor", 2, 1, timed, List.of()).write(file);
    return file;
  }

  @Test
  void aNetworkIsCutToAShareOfADevicesTimeWhichIsCheckedHere() throws Exception {
    Path model = folder.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(model);
    Path pruned = folder.resolve("pruned.onnx");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] words = {
      "prune", "--model=" + model, "--latency=0.6", "--output=" + pruned, "--profile=" + profile()
    };

    for (String more : new String[] {"--importance=l1", "--rounded"}) {
      String[] all = Arrays.copyOf(words, words.length + 1);
      all[words.length] = more;
      assertThat(command.execute(all)).as(err.toString()).isZero();
    }

    assertThat(out.toString().lines().filter(line -> line.startsWith("time left")))
        .hasSize(2)
        .allMatch(
            line ->
                line.matches(
                    "time left in (float|8 bits): 0\\.[56]\\d\\d as forecast for the convolutions on"
                        + " gate-camera, \\d\\.\\d{3} as measured here, another processor in turns"));
    assertThat(pruned).isNotEmptyFile();
  }

  @Test
  void aShareIsOfOneThingAndOfTimeOnlyWithAProfile() {
    Map<String, String> wrong =
        Map.of(
            "--latency=0.5", "vedette bench device",
            "--operations=0.5 --latency=0.5", "mutually exclusive",
            "--latency=1.5 --profile=p.json", "--latency: 1.5 is not between 0 and 1",
            "--operations=0.5 --rounded", "--rounded says which time of a --profile counts",
            "--importance=l1", "--operations=SHARE | --latency=SHARE");
    wrong.forEach(
        (words, said) -> {
          StringWriter err = new StringWriter();
          List<String> all = new ArrayList<>(List.of("prune", "--model=m", "--output=o"));
          all.addAll(List.of(words.split(" ")));
          CommandLine command = Vedette.commandLine().setErr(new PrintWriter(err, true));

          assertThat(command.execute(all.toArray(String[]::new))).as(words).isEqualTo(2);
          assertThat(err.toString()).contains(said);
        });
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
        .contains("INT8 ranges are watched on 1 pictures only; 16 or more")
        .contains("calibration picture 1 is 20x30, far smaller than the model's input of 320x320");
  }
}
