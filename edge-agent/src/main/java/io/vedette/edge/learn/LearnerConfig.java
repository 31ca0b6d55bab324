package io.vedette.edge.learn;

/**
 * Local training and its examples. Zero means the default.
 *
 * @param disabled true: every round is declined
 * @param memoryMiB memory of the training process at most; default 2048
 * @param threads of the training process; default 1
 * @param niceness of the training process, 1 to 19; default 10
 * @param maxExamples newest frames with verdicts that are kept on disk; default 500
 * @param maxBytes of them on disk; default 256 MiB
 */
public record LearnerConfig(
    boolean disabled, long memoryMiB, int threads, int niceness, int maxExamples, long maxBytes) {

  public LearnerConfig {
    memoryMiB = memoryMiB == 0 ? 2048 : memoryMiB;
    threads = threads == 0 ? 1 : threads;
    niceness = niceness == 0 ? 10 : niceness;
    maxExamples = maxExamples == 0 ? 500 : maxExamples;
    maxBytes = maxBytes == 0 ? 256L << 20 : maxBytes;
    if (memoryMiB < 256 || threads < 1 || niceness > 19 || maxExamples < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "learner: memoryMiB is 256 or more, threads 1 or more, niceness 1 to 19");
    }
  }

  public static LearnerConfig defaults() {
    return new LearnerConfig(false, 0, 0, 0, 0, 0);
  }
}
