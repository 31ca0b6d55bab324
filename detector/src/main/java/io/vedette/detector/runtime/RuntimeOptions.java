package io.vedette.detector.runtime;

import java.util.List;

/**
 * How a graph is run.
 *
 * @param threads of one operator, 1 or more; one is steadiest beside other work
 * @param providers execution providers in order of preference: {@code cuda}, {@code tensorrt},
 *     {@code coreml}, {@code openvino}, {@code xnnpack}; the processor is always the last
 */
public record RuntimeOptions(int threads, List<String> providers) {

  public static final RuntimeOptions DEFAULT = new RuntimeOptions(1, List.of());

  public RuntimeOptions {
    providers = List.copyOf(providers);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
  }

  public RuntimeOptions withThreads(int count) {
    return new RuntimeOptions(count, providers);
  }
}
