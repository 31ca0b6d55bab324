package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Workload.Kind;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import io.vedette.scenario.InspectionLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PruneCommandTest {

  @TempDir Path folder;
  private Path model;
  private Path pruned;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws Exception {
    model = folder.resolve("student.onnx");
    pruned = folder.resolve("pruned.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(model);
  }

  private int prune(String... more) {
    List<String> words =
        new ArrayList<>(List.of("prune", "--model=" + model, "--output=" + pruned));
    words.addAll(List.of(more));
    return Vedette.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  @Test
  void aNetworkIsPrunedAndStillRuns() throws Exception {

    assertThat(prune("--operations=0.5")).as(err.toString()).isZero();

    assertThat(out.toString()).containsPattern("[\\d,]+ of 2\\d\\d,\\d+ parameters, 0\\.\\d+ of");
    assertThat(pruned).isNotEmptyFile();
    assertThat(prune("--operations=5")).isEqualTo(2);
    assertThat(prune("--operations=0.001")).isEqualTo(1);
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
    Path profile = profile();
    for (String more : List.of("--importance=l1", "--rounded")) {
      assertThat(prune("--latency=0.6", "--profile=" + profile, more)).as(err.toString()).isZero();
    }

    assertThat(out.toString().lines().filter(line -> line.startsWith("time left")))
        .hasSize(2)
        .allMatch(
            line ->
                line.matches(
                    "time left in (float|8 bits): 0\\.[56]\\d\\d as forecast for the convolutions"
                        + " on gate-camera, \\d\\.\\d{3} as measured here, another processor in"
                        + " pairs"));
    assertThat(pruned).isNotEmptyFile();
  }

  @Test
  void aShareIsOfOneThingAndOfTimeOnlyWithAProfile() {
    Map<String, String> wrong =
        Map.of(
            "--latency=0.5", "vedette bench device",
            "--operations=0.5 --latency=0.5", "mutually exclusive",
            "--latency=1.5 --profile=p.json", "--latency is above 0, at most 0.99, not 1.5",
            "--operations=0.5 --rounded", "--rounded says which time of a --profile counts",
            "--importance=l1", "--operations=SHARE | --latency=SHARE");
    wrong.forEach(
        (words, said) -> {
          err.getBuffer().setLength(0);

          assertThat(prune(words.split(" "))).as(words).isEqualTo(2);
          assertThat(err.toString()).contains(said);
        });
  }
}
