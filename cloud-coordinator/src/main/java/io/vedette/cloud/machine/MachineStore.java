package io.vedette.cloud.machine;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Small values under keys: what the machines of one kind are stored as. */
public interface MachineStore {

  /**
   * Writes all of it, or nothing. Returns at once; what was submitted first is durable first.
   *
   * @param changes values by key; null removes
   * @return completes when the changes are durable, on any thread, and exceptionally when they are
   *     not
   */
  CompletionStage<Void> write(Map<String, byte @Nullable []> changes);

  /** What was written last under a key; null when there is none. */
  byte @Nullable [] read(String key);
}
