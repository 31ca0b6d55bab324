package io.vedette.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.benchmarks.Benchmarks;
import io.vedette.federated.architecture.Architecture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingBenchTest {

  @TempDir Path folder;
  private Path model;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws Exception {
    model = folder.resolve("model.onnx");
    Architecture.named("vedette-pico").orElseThrow().build(List.of("dot"), 64, 1).write(model);
  }

  private int bench(String... arguments) {
    return Benchmarks.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** A reference that runs a script. */
  private String reference(String script) throws Exception {
    Path file = folder.resolve("reference.sh");
    Files.writeString(file, script);
    return "sh " + file;
  }

  @Test
  void stepsAreTimedInTurnsWithTheReference() throws Exception {
    String reference =
        reference(
            "for i in $(seq $1); do echo 'step 1e3 ms'; echo 'step 90000 ms: forward 1, backward 2,"
                + " update 3'; done\n"
                + "echo peak 123\n");

    int code =
        bench(
            "train-step",
            "--model=" + model,
            "--batch=1",
            "--steps=2",
            "--turns=1",
            "--threads=1",
            "--precision=float32,bfloat16",
            "--reference=" + reference);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("turn 1 bfloat16 ")
        .contains("steps per second, float32 / bfloat16: median ")
        .contains("turn 1 reference step 90000.0 ms: forward 1.0, backward 2.0, update 3.0")
        .contains("peak resident memory: reference 123 MiB");
    assertThat(ratio()).isGreaterThan(10);
  }

  private double ratio() {
    String line =
        out.toString()
            .lines()
            .filter(l -> l.matches("steps per second.*reference.*"))
            .findFirst()
            .orElse("");
    return Double.parseDouble(line.replaceAll(".*median ([\\d.]+) of.*", "$1"));
  }

  @Test
  void operatorsAreTimedAlone() {
    assertThat(bench("operators", "--steps=1", "--threads=1", "--only=1x1")).isZero();

    assertThat(out.toString().lines().toList())
        .hasSize(3)
        .last()
        .asString()
        .matches("\\| Conv 1x1 \\| [\\d.]+ \\| [\\d.]+ \\|");
  }

  @Test
  void aReferenceThatFailsIsSaidSo() throws Exception {
    int code =
        bench(
            "train-step",
            "--model=" + model,
            "--batch=1",
            "--steps=1",
            "--turns=1",
            "--reference=" + reference("echo no torch here; exit 3\n"));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("its last line: no torch here");
  }
}
