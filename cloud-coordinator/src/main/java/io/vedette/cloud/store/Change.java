package io.vedette.cloud.store;

import org.jspecify.annotations.Nullable;

/**
 * What a write does to one key.
 *
 * @param value null: the key is removed
 */
public record Change(IgniteTable table, String key, byte @Nullable [] value) {

  /** Bytes that it adds to a write, roughly. */
  public int bytes() {
    return key.length() + (value == null ? 0 : value.length);
  }
}
