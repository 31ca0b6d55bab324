package io.vedette.cloud.escalation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that many frames have, each kept once and counted. Safe for use by several threads.
 *
 * @param <T> with equality by value
 */
final class SharedValues<T> {

  private record Use<T>(T value, int frames) {}

  private final Map<T, Use<T>> uses = new ConcurrentHashMap<>();

  /** One frame more has a value; gives the instance that all of them have. */
  T acquire(T value) {
    return uses.merge(value, new Use<>(value, 1), (known, one) -> changed(known, 1)).value();
  }

  /** One frame less has a value; the last one takes it away. */
  void release(T value) {
    uses.computeIfPresent(value, (v, use) -> use.frames() == 1 ? null : changed(use, -1));
  }

  private static <T> Use<T> changed(Use<T> use, int by) {
    return new Use<>(use.value(), use.frames() + by);
  }

  boolean has(T value) {
    return uses.containsKey(value);
  }

  int size() {
    return uses.size();
  }

  /** The values that most frames have, with their number. */
  List<ValueCount<T>> mostFrequent(int limit) {
    return uses.values().stream()
        .map(use -> new ValueCount<>(use.value(), use.frames()))
        .sorted(Comparator.comparing(ValueCount<T>::frames).reversed())
        .limit(limit)
        .toList();
  }
}
