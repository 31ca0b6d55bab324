package io.vedette.detector.runtime;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import java.util.Arrays;

/** A graph that answers with the same tensors whatever it is shown. */
final class ConstantGraph {

  private final GraphBuilder graph = new GraphBuilder("constant", 17);

  ConstantGraph(int width, int height) {
    graph.input("image", 1, 3, height, width);
  }

  /** Zeros of a shape, but for some values that follow one another. */
  ConstantGraph output(String name, int[] shape, int from, float... values) {
    float[] all = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    System.arraycopy(values, 0, all, from, values.length);
    return declared(name, all, shape, Arrays.stream(shape).boxed().toArray());
  }

  /** The same with other dimensions declared than there are. */
  ConstantGraph declared(String name, float[] values, int[] shape, Object... dimensions) {
    long[] sizes = Arrays.stream(shape).asLongStream().toArray();
    String held = graph.initializer("held." + name, values, sizes);
    graph.output(graph.node("Identity", held).output(name), dimensions);
    return this;
  }

  ConstantGraph metadata(String key, String value) {
    graph.metadata(key, value);
    return this;
  }

  Graph build() {
    return graph.build();
  }
}
