package io.vedette.cloud.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Machines that last as long as the test. Every write is durable when it returns, until the store
 * stops: as a disk that is full, or as one whose process was killed.
 */
public final class InMemoryMachineStore implements MachineStore {

  private final Map<String, byte[]> values = new HashMap<>();
  private int writes;
  private int left = Integer.MAX_VALUE;
  private boolean full;
  private int failAfter = -1;
  private long bytes;
  private int largestWrite;
  private int largestValue;

  /** After so many further writes nothing becomes durable any more, and nobody is told. */
  public void killAfter(int further) {
    left = further;
  }

  /** It was killed, or is killed by the next write. */
  public boolean killed() {
    return left <= 0;
  }

  /** What was durable is there again. */
  public void revive() {
    left = Integer.MAX_VALUE;
  }

  /** After so many further writes one fails. */
  public void failOnceAfter(int further) {
    failAfter = further;
  }

  /** Whether writes fail. */
  public void full(boolean now) {
    full = now;
  }

  @Override
  public CompletionStage<Void> write(Map<String, byte @Nullable []> changes) {
    if (left <= 0) {
      return new CompletableFuture<>();
    }
    if (full || failAfter-- == 0) {
      return CompletableFuture.failedFuture(new IllegalStateException("no space left on device"));
    }
    left--;
    writes++;
    int size = 0;
    for (Map.Entry<String, byte @Nullable []> change : changes.entrySet()) {
      byte[] value = change.getValue();
      if (value == null) {
        values.remove(change.getKey());
      } else {
        values.put(change.getKey(), value);
        size += value.length;
        largestValue = Math.max(largestValue, value.length);
      }
    }
    bytes += size;
    largestWrite = Math.max(largestWrite, size);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public byte @Nullable [] read(String key) {
    return values.get(key);
  }

  /** Writes so far. */
  public int writes() {
    return writes;
  }

  /** Bytes of all writes so far. */
  public long bytes() {
    return bytes;
  }

  /** Bytes of the largest write. */
  public int largestWrite() {
    return largestWrite;
  }

  /** Bytes of the largest value. */
  public int largestValue() {
    return largestValue;
  }

  /** Keys now. */
  public java.util.Set<String> keys() {
    return java.util.Set.copyOf(values.keySet());
  }

  /** A part of this store, for one kind: of all kinds together, every write counts. */
  public MachineStore of(String kind) {
    return new MachineStore() {
      @Override
      public CompletionStage<Void> write(Map<String, byte @Nullable []> changes) {
        Map<String, byte @Nullable []> named = new HashMap<>();
        changes.forEach((key, value) -> named.put(kind + ":" + key, value));
        return InMemoryMachineStore.this.write(named);
      }

      @Override
      public byte @Nullable [] read(String key) {
        return InMemoryMachineStore.this.read(kind + ":" + key);
      }
    };
  }
}
