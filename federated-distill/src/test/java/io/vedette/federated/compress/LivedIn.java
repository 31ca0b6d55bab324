package io.vedette.federated.compress;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.architecture.Architecture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks whose batch normalisation has statistics as after training, and ways to run them. */
public final class LivedIn {

  public static final int SIZE = 64;

  private LivedIn() {}

  public static Graph network(String architecture) {
    Graph fresh =
        Architecture.named(architecture).orElseThrow().build(List.of("dot", "dash"), SIZE, 1);
    Random random = new Random(11);
    Map<String, TensorProto> changed = new HashMap<>();
    for (NodeProto node : fresh.nodes()) {
      if (node.getOpType().equals("BatchNormalization")) {
        change(fresh, node.getInput(1), changed, () -> 1 + 0.2f * (float) random.nextGaussian());
        change(fresh, node.getInput(2), changed, () -> 0.3f * (float) random.nextGaussian());
        change(fresh, node.getInput(3), changed, () -> 0.3f * (float) random.nextGaussian());
        change(fresh, node.getInput(4), changed, () -> 0.3f + random.nextFloat());
      }
    }
    return fresh.withInitializers(changed);
  }

  private interface Draw {
    float next();
  }

  private static void change(
      Graph graph, String name, Map<String, TensorProto> changed, Draw draw) {
    float[] values = Tensors.floats(graph.initializers().get(name));
    for (int i = 0; i < values.length; i++) {
      values[i] = draw.next();
    }
    changed.put(name, Tensors.of(name, values, values.length));
  }

  /** Noise with some structure, so that activations differ from place to place. */
  public static Picture picture(long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[SIZE * SIZE * 3];
    for (int i = 0; i < pixels.length; i++) {
      int tile = (i / 3 % SIZE / 8 + i / 3 / SIZE / 8) % 2 * 120;
      pixels[i] = (byte) (tile + random.nextInt(100));
    }
    return new Picture(SIZE, SIZE, pixels);
  }

  public static float[] input(long seed, int batch) {
    Random random = new Random(seed);
    float[] values = new float[batch * 3 * SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** The graph's first output on a batch of two. */
  public static float[] run(Graph graph) throws Exception {
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), "test", RuntimeOptions.DEFAULT)) {
      return session
          .run(Map.of("images", FloatTensor.of(input(5, 2), 2, 3, SIZE, SIZE)))
          .values()
          .iterator()
          .next()
          .values();
    }
  }

  public static long count(Graph graph, String operator) {
    return graph.nodes().stream().filter(n -> n.getOpType().equals(operator)).count();
  }
}
