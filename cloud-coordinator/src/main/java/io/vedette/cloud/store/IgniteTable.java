package io.vedette.cloud.store;

import java.util.List;
import java.util.function.BiConsumer;
import javax.cache.Cache;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

/**
 * Bytes under a string key, durable when {@link #put} returns. Many small writes are made together
 * by {@link IgniteNode#write}. Safe for use by several threads.
 */
public final class IgniteTable {

  private final IgniteNode node;
  private final String name;
  private final IgniteCache<String, byte[]> cache;

  IgniteTable(IgniteNode node, String name, IgniteCache<String, byte[]> cache) {
    this.node = node;
    this.name = name;
    this.cache = cache;
  }

  public String name() {
    return name;
  }

  IgniteCache<String, byte[]> cache() {
    return cache;
  }

  public void put(String key, byte[] value) {
    node.write(List.of(new Change(this, key, value)));
  }

  /**
   * @return false when the key was there already; nothing is stored then
   */
  public boolean putIfAbsent(String key, byte[] value) {
    synchronized (node) {
      if (cache.containsKey(key)) {
        return false;
      }
      put(key, value);
      return true;
    }
  }

  public byte @Nullable [] get(String key) {
    return cache.get(key);
  }

  public void remove(String key) {
    node.write(List.of(new Change(this, key, null)));
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
