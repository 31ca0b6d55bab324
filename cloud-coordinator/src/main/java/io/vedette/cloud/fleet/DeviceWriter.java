package io.vedette.cloud.fleet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes changed devices behind: together, once for each {@link #flush}, one write at a time. What
 * could not be stored is written again. A crash loses what was not flushed yet. Safe for use by
 * several threads.
 */
final class DeviceWriter {

  /** More wait for the next flush: a write stays small. */
  private static final int MAX_ROWS = 5_000;

  private final DeviceStore store;
  private final Function<String, Optional<Device>> rows;
  private final Consumer<String> failed;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

  /**
   * @param rows the device of an id; empty: its row is removed
   * @param failed told why a write failed; empty when one succeeded
   */
  DeviceWriter(
      DeviceStore store, Function<String, Optional<Device>> rows, Consumer<String> failed) {
    this.store = store;
    this.rows = rows;
    this.failed = failed;
  }

  /** A device is to be stored, with the next flush. */
  void changed(String id) {
    changed.add(id);
  }

  /** Gives what changed to the store, unless the last write is still under way. */
  synchronized CompletableFuture<Void> flush() {
    if (!writing.isDone() || changed.isEmpty()) {
      return writing;
    }
    List<String> ids = take();
    List<Device> put = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (String id : ids) {
      // The row is read after its id left the set: a change from now on is written again.
      rows.apply(id).ifPresentOrElse(put::add, () -> removed.add(id));
    }
    writing = write(put, removed, ids);
    return writing;
  }

  private CompletableFuture<Void> write(List<Device> put, List<String> removed, List<String> ids) {
    CompletableFuture<Void> write;
    try {
      write = store.write(put, removed);
    } catch (RuntimeException e) {
      write = CompletableFuture.failedFuture(e);
    }
    return write.whenComplete(
        (stored, thrown) -> {
          if (thrown != null) {
            changed.addAll(ids);
          }
          failed.accept(thrown == null ? "" : String.valueOf(thrown.getMessage()));
        });
  }

  private List<String> take() {
    List<String> ids = new ArrayList<>();
    for (Iterator<String> each = changed.iterator(); each.hasNext() && ids.size() < MAX_ROWS; ) {
      ids.add(each.next());
      each.remove();
    }
    return ids;
  }

  /**
   * Stores one device now. No flush gives the store an older row of it after this.
   *
   * @return completes when it is durable
   */
  synchronized CompletableFuture<Void> writeNow(String id) {
    List<Device> put = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    rows.apply(id).ifPresentOrElse(put::add, () -> removed.add(id));
    return store.write(put, removed);
  }
}
