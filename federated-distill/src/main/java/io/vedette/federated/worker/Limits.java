package io.vedette.federated.worker;

import java.time.Duration;

/**
 * What a training process may use.
 *
 * @param memoryMiB resident memory, MiB: half of it is the Java heap's limit, and a process above
 *     the whole is killed
 * @param patience a process that shows no progress for so long is killed; time in which the machine
 *     slept, or its parent was stopped, does not count
 * @param niceness 0 (as its parent) to 19 (only what nobody else wants)
 * @param threads of libtorch and ONNX Runtime
 */
public record Limits(long memoryMiB, Duration patience, int niceness, int threads) {

  public Limits {
    if (memoryMiB < 256 || memoryMiB > 1L << 20) {
      throw new IllegalArgumentException(
          "memory of " + memoryMiB + " MiB is outside 256 to " + (1L << 20));
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("a patience of " + patience + " is none");
    }
    if (niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("niceness " + niceness + " is outside 0 to 19");
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException(threads + " threads are outside 1 to 1024");
    }
  }
}
