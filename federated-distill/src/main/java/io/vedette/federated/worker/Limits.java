package io.vedette.federated.worker;

import java.time.Duration;

/**
 * What a training process may use.
 *
 * @param memoryMiB resident memory, MiB: half of it is the Java heap's limit, and a process above
 *     the whole is killed
 * @param deadline from start to result; a process that takes longer is killed
 * @param niceness 0 (as its parent) to 19 (only what nobody else wants)
 * @param threads of libtorch and ONNX Runtime
 */
public record Limits(long memoryMiB, Duration deadline, int niceness, int threads) {

  public Limits {
    if (memoryMiB < 256 || memoryMiB > 1L << 20) {
      throw new IllegalArgumentException(
          "memory of " + memoryMiB + " MiB is outside 256 to " + (1L << 20));
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("a deadline of " + deadline + " has passed already");
    }
    if (niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("niceness " + niceness + " is outside 0 to 19");
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException(threads + " threads are outside 1 to 1024");
    }
  }

  /** Four GiB, one thread, niceness 10. */
  public static Limits modest(Duration deadline) {
    return new Limits(4096, deadline, 10, 1);
  }
}
