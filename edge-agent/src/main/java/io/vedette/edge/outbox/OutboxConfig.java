package io.vedette.edge.outbox;

/**
 * @param maxBytes on disk; beyond it the easiest frames go, the oldest of them first; default 256
 *     MiB
 */
public record OutboxConfig(long maxBytes) {

  public OutboxConfig {
    maxBytes = maxBytes == 0 ? 256L << 20 : maxBytes;
    if (maxBytes < 1 << 20) {
      throw new IllegalArgumentException(
          "outbox: maxBytes "
              + maxBytes
              + " is less than one frame may have; give 1048576 or more");
    }
  }
}
