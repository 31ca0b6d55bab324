package io.vedette.detector.runtime;

import java.util.List;

/**
 * How a graph is run.
 *
 * @param threads of one operator, 1 or more; one is steadiest beside other work
 * @param providers execution providers in order of preference: {@code tensorrt}, {@code cuda},
 *     {@code openvino}, {@code cann}, {@code coreml}, {@code nnapi}, {@code xnnpack}, or {@code
 *     auto} for all that this kind of machine may have; what is not there is left out, and the
 *     processor is always the last
 * @param warmUps runs on a black picture while a detector is opened, so that its first answer is as
 *     quick as its others
 * @param wholeBoxes whether a box may reach over the picture's edge, as some references have it;
 *     else it is cut there
 */
public record RuntimeOptions(int threads, List<String> providers, int warmUps, boolean wholeBoxes) {

  /** One thread, the processor, no warm-up, boxes inside the picture. */
  public static final RuntimeOptions DEFAULT = new RuntimeOptions(1, List.of(), 0, false);

  public RuntimeOptions {
    providers = List.copyOf(providers);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
    if (warmUps < 0) {
      throw new IllegalArgumentException("warm-ups must be 0 or more, not " + warmUps);
    }
  }

  public RuntimeOptions withThreads(int count) {
    return new RuntimeOptions(count, providers, warmUps, wholeBoxes);
  }

  public RuntimeOptions withProviders(List<String> names) {
    return new RuntimeOptions(threads, names, warmUps, wholeBoxes);
  }

  public RuntimeOptions withWarmUps(int runs) {
    return new RuntimeOptions(threads, providers, runs, wholeBoxes);
  }

  public RuntimeOptions withWholeBoxes(boolean whole) {
    return new RuntimeOptions(threads, providers, warmUps, whole);
  }
}
