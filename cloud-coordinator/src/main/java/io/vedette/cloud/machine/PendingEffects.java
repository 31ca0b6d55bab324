package io.vedette.cloud.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The effects of one machine that are not acknowledged yet, in the order of their ids, by row. */
final class PendingEffects<F> {

  /** The row of effects of the whole. */
  static final String HEADER = "";

  private final Map<String, List<PendingEffect<F>>> byRow = new HashMap<>();
  private final Map<Long, String> rows = new HashMap<>();
  private long lastId;

  /** Takes up what is stored of a row. */
  void load(String row, List<PendingEffect<F>> stored, long last) {
    stored.forEach(effect -> put(row, effect));
    lastId = Math.max(lastId, last);
  }

  /** Another effect; empty when the same one is pending in the row already. */
  Optional<PendingEffect<F>> add(String row, F effect) {
    if (of(row).stream().anyMatch(pending -> pending.effect().equals(effect))) {
      return Optional.empty();
    }
    PendingEffect<F> added = new PendingEffect<>(++lastId, effect);
    put(row, added);
    return Optional.of(added);
  }

  private void put(String row, PendingEffect<F> effect) {
    byRow.computeIfAbsent(row, key -> new ArrayList<>(1)).add(effect);
    rows.put(effect.id(), row);
  }

  /** The row of an effect that was acknowledged; empty when it is not pending. */
  Optional<String> remove(long id) {
    String row = rows.remove(id);
    if (row == null) {
      return Optional.empty();
    }
    List<PendingEffect<F>> left = new ArrayList<>(of(row));
    left.removeIf(effect -> effect.id() == id);
    if (left.isEmpty()) {
      byRow.remove(row);
    } else {
      byRow.put(row, left);
    }
    return Optional.of(row);
  }

  boolean has(long id) {
    return rows.containsKey(id);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<PendingEffect<F>> of(String row) {
    return byRow.getOrDefault(row, List.of());
  }

  /** All of them, in the order of their ids. */
  List<PendingEffect<F>> all() {
    List<PendingEffect<F>> all = new ArrayList<>();
    byRow.values().forEach(all::addAll);
    all.sort((a, b) -> Long.compare(a.id(), b.id()));
    return all;
  }

  /** The highest id so far. */
  long lastId() {
    return lastId;
  }
}
