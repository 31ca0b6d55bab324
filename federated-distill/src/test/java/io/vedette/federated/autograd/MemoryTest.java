package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Closing each step's scope is enough: long training does not grow. */
class MemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void hundredsOfStepsTakeNoMoreMemoryThanTens() throws Exception {
    assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    Graph graph =
        new Graphs(1)
            .input("x")
            .block("x", "a", 3, 16, 3, 2)
            .block("a", "b", 16, 16, 3, 1)
            .node("Add", List.of("a", "b"), List.of("y"))
            .output("y")
            .build();
    try (TrainableGraph trainable = TrainableGraph.of(graph, name -> true);
        Optimizer optimizer =
            AdamW.over(trainable.parameters(), new AdamW.Settings(0.9, 0.999, 1e-8, 0.01, 10))) {
      float[] pixels = new float[4 * 3 * 160 * 160];
      steps(trainable, optimizer, pixels, 40);
      long before = residentKilobytes();
      steps(trainable, optimizer, pixels, 200);
      // One step holds about 15 MB of tensors: were one in forty kept, that would be 75 MB.
      assertThat(residentKilobytes() - before).isLessThan(40_000);
    }
  }

  private static void steps(TrainableGraph graph, Optimizer optimizer, float[] pixels, int count) {
    for (int i = 0; i < count; i++) {
      try (Scope scope = Scope.open()) {
        Map<String, Tensor> inputs = Map.of("x", scope.tensor(pixels, 4, 3, 160, 160));
        Tensor y = graph.forward(scope, inputs, List.of("y"), Mode.TRAIN).get("y");
        y.rows(new int[] {0, 2}).clamp(-5, 5).square().mean().backward();
        optimizer.step(1e-3);
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
