package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.TileSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Workload.Kind;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompressSearchTest {

  @TempDir Path folder;
  private Path output;
  private Path model;
  private double gflops;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws Exception {
    output = folder.resolve("out");
    model = folder.resolve("m.onnx");
    ScenarioDataset.write(folder.resolve("data"), 5, 4, Condition.NORMAL, done -> {});
    Graph graph =
        Architecture.named("vedette-pico").orElseThrow().build(InspectionLine.LABELS, 64, 3);
    graph.write(model);
    gflops = Cost.of(graph, SpecInference.infer(graph, Hints.NONE, "test")).gflops();
    List<Timed> timed = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      timed.add(new Timed(kind, 32, 400, false, 0.01, 0.2));
      timed.add(new Timed(kind, 32, 400, true, 0.01, 0.1));
    }
    new DeviceProfile("desk", "a processor", 2, 1, timed, List.of())
        .write(folder.resolve("profile.json"));
  }

  private int search(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "compress",
                "--model=" + model,
                "--data=" + folder.resolve("data"),
                "--profile=" + folder.resolve("profile.json"),
                "--device-class=desk",
                "--output=" + output));
    words.addAll(List.of(more));
    err.getBuffer().setLength(0);
    return Vedette.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  private JsonNode report() throws Exception {
    return new ObjectMapper().readTree(output.resolve("report.json").toFile());
  }

  @Test
  void theBestWithinTheLimitIsTheResult() throws Exception {
    assertThat(search("--limit=gflops=" + 0.3 * gflops, "--keep=0")).as(err.toString()).isZero();

    JsonNode report = report();
    assertThat(report.at("/search/met").asBoolean()).isTrue();
    assertThat(report.at("/search/chosen").asText()).startsWith("at 32");
    assertThat(report.at("/search/front")).isNotEmpty();
    for (JsonNode variant : report.path("variants")) {
      if (variant.path("variant").asText().startsWith("at 32")) {
        assertThat(variant.at("/of_reference/gflops").asDouble()).isEqualTo(0.25);
      }
    }
    Graph result = Graph.read(output.resolve("result.onnx"));
    assertThat(SpecInference.infer(result, Hints.NONE, "result").input().width()).isEqualTo(32);
    assertThat(result.metadata().get("vedette.recipe")).contains("\"pixels\":32");
  }

  @Test
  void aTiledCandidateCountsItsTilesAndCarriesThem() throws Exception {
    String limit = "--limit=gflops=" + 1.3 * gflops;
    assertThat(search(limit, "--keep=0", "--tiles=1x1,2x2")).as(err.toString()).isZero();

    // four tiles and the whole, at a quarter of the operations each
    assertThat(err.toString()).contains("at 32 in 2x2").doesNotContain("at 64 in 2x2");
    boolean seen = false;
    for (JsonNode variant : report().path("variants")) {
      String name = variant.path("variant").asText();
      if (name.equals("at 32 in 2x2")) {
        seen = true;
        assertThat(variant.at("/of_reference/gflops").asDouble()).isEqualTo(1.25);
        assertThat(variant.at("/origin/steps").findValuesAsText("step"))
            .containsExactly("input", "tiles");
      }
    }
    assertThat(seen).isTrue();
    List<Path> steps;
    try (Stream<Path> files = Files.list(output.resolve("steps"))) {
      steps = files.filter(file -> file.getFileName().toString().startsWith("tiles-")).toList();
    }
    List<TileSpec> carried = new ArrayList<>();
    for (Path step : steps) {
      carried.add(SpecInference.infer(Graph.read(step), Hints.NONE, "step").tiles());
    }
    assertThat(carried).isNotEmpty().containsOnly(TileSpec.valueOf("2x2"));
  }

  @Test
  void fewerLevelsAreTriedAndTakeLess() throws Exception {
    String limit = "--limit=gflops=" + 1.01 * gflops;
    assertThat(search(limit, "--keep=0", "--levels=1,7")).as(err.toString()).isZero();

    List<String> names = report().path("variants").findValuesAsText("variant");
    assertThat(names).contains("at 64", "at 64 on 1 level");
    for (JsonNode variant : report().path("variants")) {
      if (variant.path("variant").asText().startsWith("at 64 on 1 level")) {
        assertThat(variant.at("/of_reference/parameters").asDouble()).isLessThan(0.7);
        assertThat(variant.at("/of_reference/gflops").asDouble()).isLessThan(0.95);
      }
    }
    assertThat(report().path("notes").toString())
        .contains("\"at 64 on 7 levels was left out: levels: the model looks at 3 levels");
  }

  @Test
  void aLimitThatCannotBeMetIsSaidWithTheClosestAndNothingIsTouched() throws Exception {
    byte[] before = Files.readAllBytes(model);

    assertThat(search("--limit=gflops=0.00001")).isEqualTo(1);

    assertThat(err.toString().lines().reduce((first, second) -> second).orElseThrow())
        .startsWith("vedette compress: no variant that was tried keeps to gflops <= 0.000 GFLOPs")
        .contains("the closest, at 32");
    assertThat(output.resolve("result.onnx")).doesNotExist();
    assertThat(report().at("/search/met").asBoolean()).isFalse();
    assertThat(Files.readAllBytes(model)).isEqualTo(before);
  }

  @Test
  void candidatesLearnBeforeTheyAreMeasured() throws Exception {
    String[] words = {
      "--limit=gflops=" + 0.07 * gflops,
      "--keep=0",
      "--epochs=1",
      "--lesson=batch=2",
      "--train-data=" + folder.resolve("data")
    };
    assertThat(search(words)).as(err.toString()).isZero();

    assertThat(report().at("/search/chosen").asText()).startsWith("25 at 32");
    assertThat(err.toString()).contains("round 1, 25 at 32: AP50").contains("epoch");
    assertThat(search(words)).isZero();
    assertThat(err.toString()).as("nothing is taught twice").doesNotContain("epoch");
  }

  @Test
  void whatIsAskedWronglyIsWrongUsage() throws Exception {
    assertThat(search("--limit=speed=3")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("'speed=3' is no limit");
    assertThat(search("--limit=gflops=1", "--try=magic")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("unknown [magic]");
    assertThat(search("--limit=gflops=1", "--tiles=2")).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("--tiles: tiles '2': give columns and rows");
    assertThat(search("--limit=gflops=1", "--tiles=auto")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("auto leaves the number to the picture");
    Path recipe = Files.createFile(folder.resolve("r.yaml"));
    assertThat(search("--limit=gflops=1", "--recipe=" + recipe)).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("give one of them");
  }
}
