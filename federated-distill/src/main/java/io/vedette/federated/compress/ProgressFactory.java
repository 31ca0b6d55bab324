package io.vedette.federated.compress;

import java.util.function.IntConsumer;

/** Shows the progress of long work. */
@FunctionalInterface
public interface ProgressFactory {

  /**
   * @return receives how many of {@code total} are done
   */
  IntConsumer of(String what, int total);
}
