package io.vedette.cloud.store;

import java.util.function.BiConsumer;
import javax.cache.Cache;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

/** Bytes under a string key, durable when {@link #put} returns. Safe for use by several threads. */
public final class IgniteTable {

  private final IgniteCache<String, byte[]> cache;

  IgniteTable(IgniteCache<String, byte[]> cache) {
    this.cache = cache;
  }

  public void put(String key, byte[] value) {
    cache.put(key, value);
  }

  /**
   * @return false when the key was there already; nothing is stored then
   */
  public boolean putIfAbsent(String key, byte[] value) {
    return cache.putIfAbsent(key, value);
  }

  public byte @Nullable [] get(String key) {
    return cache.get(key);
  }

  public void remove(String key) {
    cache.remove(key);
  }

  /** Every entry, in no order. */
  public void forEach(BiConsumer<String, byte[]> action) {
    try (var entries = cache.query(new ScanQuery<String, byte[]>())) {
      for (Cache.Entry<String, byte[]> entry : entries) {
        action.accept(entry.getKey(), entry.getValue());
      }
    }
  }
}
