package io.vedette.cloud.drift;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The series of one deployment and what was found in them. Another version or another teacher is
 * another series, so a new one begins anew, and a version that answers again goes on. Pure: no
 * clock, no chance.
 */
public final class DriftWatch {

  /** So many series; of more, those without a value for the longest time are dropped. */
  static final int MAX_SERIES = 400;

  /** So many drifts are remembered. */
  static final int MAX_DRIFTS = 20;

  private record Key(DriftSeries series, String camera, String version, String teacher) {}

  /** The one with the latest value last. */
  private final Map<Key, ChangeDetector> detectors = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<Key> changed = new LinkedHashSet<>();
  private final Set<Key> dropped = new LinkedHashSet<>();

  /** Newest first. */
  private final List<Drift> drifts = new ArrayList<>();

  /**
   * Takes a value.
   *
   * @param tie random number, uniform in [0, 1), independent of the values
   * @return what was found with it
   */
  public Optional<Drift> add(
      DriftSeries series,
      String camera,
      String version,
      String teacher,
      double value,
      double tie,
      long atMs) {
    Key key = new Key(series, camera, version, teacher);
    Optional<Drift> found =
        detectors
            .computeIfAbsent(key, first -> series.detector())
            .add(series.bin(value), value, tie, atMs)
            .map(change -> drift(key, change, atMs));
    changed.add(key);
    dropped.remove(key);
    if (found.isPresent()) {
      end(drift -> drift.isOf(series, camera), "it went further", atMs);
      drifts.add(0, found.get());
      forgetOld();
    } else {
      drifts.replaceAll(
          drift -> drift.stands() && drift.isOf(series, camera) ? drift.and(value, atMs) : drift);
    }
    while (detectors.size() > MAX_SERIES) {
      drop(detectors.keySet().iterator());
    }
    return found;
  }

  private void forgetOld() {
    while (drifts.size() > MAX_DRIFTS) {
      drifts.remove(drifts.size() - 1);
    }
  }

  private static Drift drift(Key key, ChangeDetector.Change change, long atMs) {
    return new Drift(
        key.series,
        key.camera,
        key.version,
        key.teacher,
        atMs,
        change.sinceMs(),
        change.before(),
        change.after(),
        change.values(),
        change.after(),
        0,
        "");
  }

  private void drop(Iterator<Key> keys) {
    Key gone = keys.next();
    keys.remove();
    changed.remove(gone);
    dropped.add(gone);
  }

  /** The fleet should run a version now: what was found with another one stands no more. */
  void versionIs(String version, long atMs) {
    end(drift -> !drift.version().equals(version), version + " answers", atMs);
  }

  private void end(Predicate<Drift> which, String why, long atMs) {
    drifts.replaceAll(drift -> drift.stands() && which.test(drift) ? drift.over(why, atMs) : drift);
  }

  /** Begins anew, with nothing known but what was found before. */
  void clear(String why, long atMs) {
    end(drift -> true, why, atMs);
    for (Iterator<Key> keys = detectors.keySet().iterator(); keys.hasNext(); ) {
      drop(keys);
    }
  }

  /** What was found, newest first. */
  public List<Drift> drifts() {
    return List.copyOf(drifts);
  }

  /** The series that are watched, the one with the latest value first. */
  public List<WatchedSeries> series() {
    List<WatchedSeries> all = new ArrayList<>();
    detectors.forEach(
        (key, detector) ->
            all.add(
                0,
                new WatchedSeries(
                    key.series,
                    key.camera,
                    key.version,
                    key.teacher,
                    detector.values(),
                    detector.level(),
                    detector.suspicion())));
    return all;
  }

  void restore(List<DriftStore.Row> rows, List<Drift> found) {
    for (DriftStore.Row row : rows) {
      ChangeDetector detector = row.series().detector();
      detector.restore(row.state());
      detectors.put(new Key(row.series(), row.camera(), row.version(), row.teacher()), detector);
    }
    drifts.addAll(found);
  }

  /** Every series counts as changed: a write failed. */
  void storeAll() {
    changed.addAll(detectors.keySet());
  }

  /** The series that changed since the last call. */
  List<DriftStore.Row> takeChanged(String deployment) {
    List<DriftStore.Row> rows =
        changed.stream()
            .flatMap(
                key ->
                    Optional.ofNullable(detectors.get(key))
                        .map(detector -> row(deployment, key, detector))
                        .stream())
            .toList();
    changed.clear();
    return rows;
  }

  /** Keys of the rows that were dropped since the last call. */
  List<String> takeDropped(String deployment) {
    ChangeDetector none = DriftSeries.RECALL.detector();
    List<String> keys = dropped.stream().map(key -> row(deployment, key, none).key()).toList();
    dropped.clear();
    return keys;
  }

  private static DriftStore.Row row(String deployment, Key key, ChangeDetector detector) {
    return new DriftStore.Row(
        deployment, key.series, key.camera, key.version, key.teacher, detector.state());
  }
}
