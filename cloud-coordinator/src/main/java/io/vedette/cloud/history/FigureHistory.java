package io.vedette.cloud.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The main figures of the fleet, of deployments and of devices over time. Values are added on any
 * thread at any time; {@link #tick} ends spans of ten seconds by the wall clock, and rates are
 * computed from the time that a monotonic clock saw pass: setting the wall clock moves where values
 * stand, and makes none wrong. A crash loses the span under way, and of a device one minute.
 *
 * <p>Of devices, the first 200 have a history; one that was silent for a day gives up its place
 * when another needs it. The same holds for deployments beyond 40.
 */
public final class FigureHistory {

  /** Told when a span ends, to add the levels of that moment. */
  public interface LevelSource {
    void sample(FigureHistory history);
  }

  private static final long SPAN_MS = 10_000;
  private static final long SILENT_MS = Duration.ofDays(1).toMillis();

  private final HistoryStore store;
  private final HistoryWriter writer;
  private final SpanCollector collector = new SpanCollector();
  private final List<LevelSource> sources = new CopyOnWriteArrayList<>();
  private final Map<HistoryScope, RollUp> rollUps = new ConcurrentHashMap<>();

  /** When a scope last had values, by the wall clock. */
  private final Map<HistoryScope, Long> lastMs = new ConcurrentHashMap<>();

  private volatile boolean refused;
  private long spanMs;
  private long begunMonotonicMs;

  /**
   * @param failed told why rows are not stored; empty: they are
   * @param wallMs now, milliseconds since the epoch
   * @param monotonicMs now, by a clock that nobody sets
   */
  public FigureHistory(HistoryStore store, Consumer<String> failed, long wallMs, long monotonicMs) {
    this.store = store;
    this.writer = new HistoryWriter(store, failed);
    this.spanMs = Math.floorDiv(wallMs, SPAN_MS) * SPAN_MS;
    this.begunMonotonicMs = monotonicMs;
    for (KeptScope kept : store.scopes()) {
      rollUps.put(kept.scope(), RollUp.resumed(kept, writer));
      lastMs.put(kept.scope(), kept.lastMs());
    }
  }

  /** From now on a source is asked at the end of each span. */
  public void add(LevelSource source) {
    sources.add(source);
  }

  /**
   * Adds a value of a measure that has one series.
   *
   * @param value of an amount: how much more; of a level: a sample
   */
  public void add(HistoryScope scope, Measure measure, double value) {
    add(scope, measure, "", value);
  }

  /** Adds a value of one series of a measure. */
  public void add(HistoryScope scope, Measure measure, String detail, double value) {
    if (rollUps.containsKey(scope) || admit(scope)) {
      collector.add(scope, measure, detail, value);
    }
  }

  /**
   * Adds a sample of a level that is an estimate.
   *
   * @param low lower end of its interval
   * @param high upper end
   */
  public void add(
      HistoryScope scope, Measure measure, String detail, double value, double low, double high) {
    if (rollUps.containsKey(scope) || admit(scope)) {
      collector.add(scope, measure, detail, Aggregate.estimate(value, low, high));
    }
  }

  private boolean admit(HistoryScope scope) {
    if (refused && scope.kind() == HistoryScope.Kind.DEVICE) {
      return false;
    }
    synchronized (lastMs) {
      if (count(scope.kind()) >= scope.kind().most()) {
        refused = true;
        return false;
      }
      rollUps.computeIfAbsent(scope, first -> new RollUp(scope, writer));
      lastMs.putIfAbsent(scope, spanMs);
      return true;
    }
  }

  private long count(HistoryScope.Kind kind) {
    return rollUps.keySet().stream().filter(scope -> scope.kind() == kind).count();
  }

  /**
   * Time has passed: ends the span when it is over, and gives complete rows to the store.
   *
   * @param wallMs now, milliseconds since the epoch
   * @param monotonicMs now, by a clock that nobody sets
   */
  public synchronized void tick(long wallMs, long monotonicMs) {
    long now = Math.floorDiv(wallMs, SPAN_MS) * SPAN_MS;
    if (now != spanMs) {
      end(monotonicMs);
      spanMs = now;
      makeRoom();
    }
    // Its failure is told; the rows are written again.
    var unused = writer.flush();
  }

  private void end(long monotonicMs) {
    sources.forEach(source -> source.sample(this));
    long coveredMs = Math.max(1, monotonicMs - begunMonotonicMs);
    begunMonotonicMs = monotonicMs;
    collector
        .take(coveredMs)
        .forEach(
            (scope, values) -> {
              RollUp rollUp = rollUps.get(scope);
              if (rollUp == null) {
                return;
              }
              lastMs.put(scope, spanMs);
              Resolution finest = scope.resolutions().get(0);
              HistoryRow span = new HistoryRow(scope, finest, spanMs, coveredMs, values);
              rollUp.add(span, SPAN_MS).forEach(writer::put);
            });
  }

  /** Whoever is silent for a day gives up its place, if somebody needed one. */
  private void makeRoom() {
    if (!refused) {
      return;
    }
    synchronized (lastMs) {
      refused = false;
      for (HistoryScope.Kind kind : HistoryScope.Kind.values()) {
        if (count(kind) >= kind.most()) {
          lastMs.entrySet().stream()
              .filter(entry -> entry.getKey().kind() == kind)
              .filter(entry -> Math.abs(spanMs - entry.getValue()) > SILENT_MS)
              .min(Comparator.comparingLong(Map.Entry::getValue))
              .map(Map.Entry::getKey)
              .ifPresent(this::drop);
        }
      }
    }
  }

  private void drop(HistoryScope scope) {
    rollUps.remove(scope);
    lastMs.remove(scope);
    writer.forget(scope);
    var unused = store.remove(scope);
  }

  /**
   * Reads figures.
   *
   * @param nowMs milliseconds since the epoch
   * @throws IllegalArgumentException in one line, when a device has no history
   */
  public HistoryAnswer read(HistoryQuery query, long nowMs) {
    HistoryScope scope = query.scope();
    RollUp rollUp = rollUps.get(scope);
    if (rollUp == null
        && scope.kind() == HistoryScope.Kind.DEVICE
        && count(scope.kind()) >= scope.kind().most()) {
      throw new IllegalArgumentException(
          scope.name()
              + " has no history: it is kept of "
              + scope.kind().most()
              + " devices, those that came first");
    }
    return new HistoryReader((of, resolution, slotMs) -> row(rollUp, of, resolution, slotMs))
        .read(query, nowMs);
  }

  private Optional<HistoryRow> row(
      @Nullable RollUp rollUp, HistoryScope scope, Resolution resolution, long slotMs) {
    Optional<HistoryRow> open = rollUp == null ? Optional.empty() : rollUp.open(resolution, slotMs);
    return open.isPresent() ? open : writer.find(scope, resolution, slotMs);
  }

  /**
   * Stores what came until now.
   *
   * @return completes when it is durable
   */
  public synchronized CompletableFuture<Void> flush(long monotonicMs) {
    end(monotonicMs);
    rollUps.values().forEach(rollUp -> rollUp.finest().ifPresent(writer::put));
    return writer.flush().thenCompose(stored -> writer.flush());
  }
}
