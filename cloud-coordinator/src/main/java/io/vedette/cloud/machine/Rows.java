package io.vedette.cloud.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.MapPSet;

/**
 * The rows of a machine: a persistent map, so that a change of one row copies a few nodes and no
 * row is seen in two states. The keys of each group are kept with it, and the keys that changed
 * since the last step was stored.
 *
 * <p>In a stored header, rows are only their counts: rows that were {@link #leftOut} are counted,
 * and none of them is found.
 */
public final class Rows<R extends Row> implements Iterable<R> {

  private static final Rows<?> NONE =
      new Rows<>(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePSet.empty(), null);

  /** By name, whose hash is the same in every process, so that the order of rows is. */
  private record Group(Object of, MapPSet<String> keys) {}

  private final HashPMap<String, R> byKey;
  private final HashPMap<String, Group> groups;
  private final MapPSet<String> changed;
  private final @Nullable Map<String, Integer> leftOut;

  private Rows(
      HashPMap<String, R> byKey,
      HashPMap<String, Group> groups,
      MapPSet<String> changed,
      @Nullable Map<String, Integer> leftOut) {
    this.byKey = byKey;
    this.groups = groups;
    this.changed = changed;
    this.leftOut = leftOut;
  }

  @SuppressWarnings("unchecked") // holds no row
  public static <R extends Row> Rows<R> none() {
    return (Rows<R>) NONE;
  }

  /** These rows, all of them changed. */
  public static <R extends Row> Rows<R> of(Collection<R> rows) {
    Rows<R> all = none();
    for (R row : rows) {
      all = all.with(row);
    }
    return all;
  }

  /** Rows that stay on disk: only their counts are known. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static <R extends Row> Rows<R> leftOut(@Nullable Map<String, Integer> counts) {
    return counts == null || counts.isEmpty()
        ? none()
        : new Rows<>(
            HashTreePMap.empty(), HashTreePMap.empty(), HashTreePSet.empty(), Map.copyOf(counts));
  }

  /** Whether the rows stay on disk. */
  public boolean areLeftOut() {
    return leftOut != null;
  }

  /** How many rows each group has, by the group's name; sorted. */
  @JsonValue
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    if (leftOut != null) {
      counts.putAll(leftOut);
    }
    groups.forEach((name, group) -> counts.put(name, group.keys().size()));
    return counts;
  }

  public Optional<R> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** All rows, those that were left out too. */
  public int size() {
    return byKey.size()
        + (leftOut == null ? 0 : leftOut.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** The groups that have rows. */
  public List<Object> groups() {
    return groups.values().stream().map(Group::of).toList();
  }

  /** How many rows the groups have that a condition picks. */
  public int count(Predicate<Object> group) {
    int count = 0;
    for (Group found : groups.values()) {
      count += group.test(found.of()) ? found.keys().size() : 0;
    }
    return count;
  }

  /** Rows of the groups that a condition picks, at most so many. */
  public List<R> in(Predicate<Object> group, int limit) {
    return groups.values().stream()
        .filter(found -> group.test(found.of()))
        .flatMap(found -> found.keys().stream())
        .limit(limit)
        .map(byKey::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** One of the rows of the groups that a condition picks. */
  public Optional<R> any(Predicate<Object> group) {
    return in(group, 1).stream().findFirst();
  }

  /** With this row in place of the one of the same key; the same rows when it is equal. */
  public Rows<R> with(R row) {
    R before = byKey.get(row.key());
    if (row.equals(before)) {
      return this;
    }
    HashPMap<String, Group> regrouped = groups;
    if (before == null || !before.group().equals(row.group())) {
      regrouped = entered(before == null ? groups : left(groups, before), row);
    }
    return new Rows<>(byKey.plus(row.key(), row), regrouped, changed.plus(row.key()), leftOut);
  }

  private static <R extends Row> HashPMap<String, Group> entered(
      HashPMap<String, Group> groups, R row) {
    Group group = groups.get(row.group().toString());
    MapPSet<String> keys = group == null ? HashTreePSet.empty() : group.keys();
    return groups.plus(row.group().toString(), new Group(row.group(), keys.plus(row.key())));
  }

  private static <R extends Row> HashPMap<String, Group> left(
      HashPMap<String, Group> groups, R row) {
    String name = row.group().toString();
    Group group = groups.get(name);
    if (group == null) {
      return groups;
    }
    MapPSet<String> keys = group.keys().minus(row.key());
    return keys.isEmpty() ? groups.minus(name) : groups.plus(name, new Group(group.of(), keys));
  }

  /** With one row changed; the same rows where there is none of that key. */
  public Rows<R> change(String key, UnaryOperator<R> change) {
    R before = byKey.get(key);
    return before == null ? this : with(change.apply(before));
  }

  /** With every row changed: work that grows with their number. */
  public Rows<R> map(UnaryOperator<R> change) {
    Rows<R> next = this;
    for (R row : byKey.values()) {
      next = next.with(change.apply(row));
    }
    return next;
  }

  /** The keys that changed since {@link #settled}. */
  Set<String> changed() {
    return changed;
  }

  /** The same rows, with nothing changed. */
  Rows<R> settled() {
    return changed.isEmpty() ? this : new Rows<>(byKey, groups, HashTreePSet.empty(), leftOut);
  }

  /** By key. */
  public Stream<R> stream() {
    return byKey.values().stream().sorted(Comparator.comparing(Row::key));
  }

  @Override
  public Iterator<R> iterator() {
    return stream().iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rows<?> rows
        && byKey.equals(rows.byKey)
        && Objects.equals(leftOut, rows.leftOut);
  }

  @Override
  public int hashCode() {
    return byKey.hashCode();
  }

  @Override
  public String toString() {
    return leftOut == null ? stream().toList().toString() : leftOut.toString();
  }
}
