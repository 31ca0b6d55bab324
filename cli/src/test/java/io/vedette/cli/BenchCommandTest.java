package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.federated.architecture.Architecture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

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
    return Vedette.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void theFrameLoopIsTimedBesideTheBareCallAndItsMemoryWatched() throws Exception {
    Path json = folder.resolve("edge.json");

    int code =
        bench(
            "bench",
            "edge",
            "--model=" + model,
            "--frames=3",
            "--soak=200ms",
            "--agent=0s",
            "--json=" + json);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("| bare ONNX Runtime call | ")
        .contains("| passing over video 1920x1080 | ")
        .contains("a camera of 25 frames a second answered 5 times: ")
        .contains("overhead of the loop over the bare call")
        .contains("cameras per core at 5 frames a second: ")
        .contains("bytes of heap a frame");
    assertThat(Files.readString(json))
        .contains("\"overhead\"", "\"bytes_per_frame\"", "\"video_pass_ms\"");
  }
}
