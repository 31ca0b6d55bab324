package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.text.LabelList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrainCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int train(String... more) throws Exception {
    Path data = folder.resolve("data");
    ScenarioDataset.write(data, 5, 4, Condition.NORMAL, done -> {});
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--architecture=vedette-pico",
                "--size=64",
                "--batch=2",
                "--epochs=2",
                "--data=" + data,
                "--output=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    return execute(arguments);
  }

  private int execute(List<String> arguments) {
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  @Test
  void whatIsAskedForIsWhatIsDoneAndIsNoted() throws Exception {
    int code =
        train(
            "--optimizer=sgd",
            "--momentum=0.8",
            "--weight-decay=0.001",
            "--clip=3",
            "--warmup-epochs=0.5",
            "--ema=0.9",
            "--close-mosaic=1",
            "--multi-scale=0.25",
            "--hold-out=4",
            "--patience=5",
            "--freeze=b0.*",
            "--freeze=b1.*",
            "--precision=bfloat16");

    assertThat(err.toString()).doesNotContain("vedette train:");
    assertThat(code).isZero();
    Path output = folder.resolve("out");
    JsonNode options =
        new ObjectMapper().readTree(output.resolve("config.json").toFile()).path("options");
    assertThat(options.path("optimizer").toString())
        .isEqualTo(
            "{\"kind\":\"SGD\",\"momentum\":0.8,\"weightDecay\":0.001,\"gradientNorm\":3.0}");
    assertThat(options.at("/rate/peak").asDouble()).isEqualTo(0.01);
    assertThat(options.at("/rate/warmupEpochs").asDouble()).isEqualTo(0.5);
    assertThat(options.at("/averaging/decay").asDouble()).isEqualTo(0.9);
    assertThat(options.at("/variation/plainEpochs").asInt()).isEqualTo(1);
    assertThat(options.at("/variation/augmentation/multiScale").asDouble()).isEqualTo(0.25);
    assertThat(options.at("/stopping/patience").asInt()).isEqualTo(5);
    assertThat(options.path("frozen").toString()).isEqualTo("[\"b0.*\",\"b1.*\"]");
    assertThat(options.path("precision").asText()).isEqualTo("BFLOAT16");
    assertThat(out.toString())
        .contains("2 epochs on 3 pictures")
        .contains(output.resolve("fp32.onnx").toString())
        .contains(output.resolve("training.onnx").toString());
    assertThat(output.resolve("training.onnx")).isRegularFile();
    assertThat(output.resolve("fp32.onnx")).isRegularFile();
  }

  @Test
  void whatMakesNoSenseIsWrongUsage() throws Exception {
    assertThat(train("--momentum=1.5")).isEqualTo(2);
    assertThat(train("--patience=3")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--momentum is 0 to 1, not 1.5")
        .contains("--patience needs pictures to measure on: --val or --hold-out");
  }

  @Test
  void aPatternThatFreezesNothingIsSaidInOneLine() throws Exception {
    assertThat(train("--freeze=backbone.*")).isEqualTo(1);

    assertThat(err.toString().lines())
        .filteredOn(line -> line.startsWith("vedette train:"))
        .singleElement()
        .asString()
        .startsWith("vedette train: no initializer is called backbone.*; nearest are ");
  }

  @Test
  void aLabelIsTaughtToANetworkThatDoesNotKnowItWhenAsked() throws Exception {
    Path five = folder.resolve("five.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS.subList(0, 5), 64, 1)
        .write(five);
    Path data = folder.resolve("data");
    ScenarioDataset.write(data, 5, 4, Condition.NORMAL, done -> {});
    Path output = folder.resolve("six");
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--from=" + five, "--data=" + data, "--epochs=1", "--batch=2"));
    arguments.add("--output=" + output);

    assertThat(execute(arguments)).isEqualTo(1);
    assertThat(err.toString())
        .contains("five.onnx does not know [" + InspectionLine.LABELS.get(5) + "]")
        .contains("--add-labels");

    arguments.addAll(List.of("--add-labels", "--replay=" + data));
    assertThat(execute(arguments)).isZero();
    assertThat(
            SpecInference.infer(
                    Graph.read(output.resolve("fp32.onnx")), Hints.NONE, "the wider network")
                .labels())
        .isEqualTo(InspectionLine.LABELS);
  }

  @Test
  void aNewNetworkHasNothingToAddLabelsTo() throws Exception {
    assertThat(train("--add-labels")).isEqualTo(2);
    assertThat(err.toString()).contains("--add-labels needs a network that knows some: --from");
  }

  @Test
  void aDetectorThatSomebodyElseExportedIsTrainedAsItIs() throws Exception {
    Path model = shared("models/fastestdet_352.onnx");
    Path names = shared("models/coco.names");
    Dataset all = Datasets.open(shared("data/voc100/annotations.coco.json"), null);
    Path data = folder.resolve("annotations.coco.json");
    CocoWriter.write(all.withSamples(all.samples().subList(4, 8)), data);
    Path output = folder.resolve("tuned");

    int code =
        execute(
            List.of(
                "train",
                "--from=" + model,
                "--labels=" + names,
                "--head=fastestdet",
                "--data=" + data,
                "--epochs=2",
                "--batch=2",
                "--output=" + output));

    assertThat(err.toString()).doesNotContain("vedette train:");
    assertThat(code).isZero();
    Graph start = Graph.read(model);
    Graph tuned = Graph.read(output.resolve("fp32.onnx"));
    assertThat(tuned.graph().getInputList()).isEqualTo(start.graph().getInputList());
    assertThat(tuned.graph().getOutputList()).isEqualTo(start.graph().getOutputList());
    assertThat(tuned.initializers()).isNotEqualTo(start.initializers());
    assertThat(SpecInference.infer(tuned, Hints.NONE, "the tuned detector").labels())
        .isEqualTo(LabelList.read(names));
    JsonNode config = new ObjectMapper().readTree(output.resolve("config.json").toFile());
    assertThat(config.at("/options/rate/peak").asDouble()).isEqualTo(1e-4);
  }

  /** Material beside the project; the test is skipped where there is none. */
  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("vedette.shared", "../../shared")).resolve(name);
    assumeTrue(Files.exists(file), "no " + file + " here");
    return file;
  }
}
