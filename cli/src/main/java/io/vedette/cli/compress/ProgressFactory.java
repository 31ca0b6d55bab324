package io.vedette.cli.compress;

import java.util.function.IntConsumer;

/** Shows how far long work is. */
@FunctionalInterface
public interface ProgressFactory {

  /**
   * @return told how much is done
   */
  IntConsumer of(String what, int total);
}
