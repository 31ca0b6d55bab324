package io.vedette.cloud.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of all resolutions of one scope from what came in one short span after another. A
 * row is complete when its last span is in, or when a span of another slot comes: the coordinator
 * was down, or a clock was set. A slot that comes again goes on with its stored row. Safe for use
 * by several threads.
 */
final class RollUp {

  private final HistoryScope scope;
  private final HistoryReader.Rows stored;
  private final List<Resolution> resolutions;

  /** The row under way of each resolution; null: none. */
  private final @Nullable HistoryRow[] open;

  RollUp(HistoryScope scope, HistoryReader.Rows stored) {
    this.scope = scope;
    this.stored = stored;
    this.resolutions = scope.resolutions();
    this.open = new HistoryRow[resolutions.size()];
  }

  /** A scope that has rows: those that were under way are made again from finer ones. */
  static RollUp resumed(KeptScope kept, HistoryReader.Rows stored) {
    RollUp rollUp = new RollUp(kept.scope(), stored);
    for (int i = 1; i < rollUp.open.length; i++) {
      rollUp.open[i] = rollUp.fromFiner(i, kept.lastMs());
    }
    return rollUp;
  }

  private @Nullable HistoryRow fromFiner(int i, long lastMs) {
    Resolution resolution = resolutions.get(i);
    Resolution finer = resolutions.get(i - 1);
    long slot = resolution.slot(lastMs);
    if (stored.find(scope, resolution, slot).isPresent()) {
      return null;
    }
    HistoryRow row = HistoryRow.empty(scope, resolution, slot);
    for (long part = slot; part <= lastMs; part += finer.stepMs()) {
      Optional<HistoryRow> found = stored.find(scope, finer, part);
      if (found.isPresent()) {
        row = row.plus(found.get());
      }
    }
    HistoryRow finerOpen = open[i - 1];
    return finerOpen == null ? row : row.plus(finerOpen);
  }

  /**
   * Adds what came in a span.
   *
   * @param spanMs length of the span
   * @return the rows that are complete
   */
  synchronized List<HistoryRow> add(HistoryRow span, long spanMs) {
    List<HistoryRow> complete = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      Resolution resolution = resolutions.get(i);
      long slot = resolution.slot(span.slotMs());
      HistoryRow row = open[i];
      if (row != null && row.slotMs() != slot) {
        complete.add(row);
        row = null;
      }
      row = (row == null ? begun(resolution, slot) : row).plus(span);
      boolean last = span.slotMs() + spanMs >= slot + resolution.stepMs();
      open[i] = last ? null : row;
      if (last) {
        complete.add(row);
      }
    }
    return complete;
  }

  private HistoryRow begun(Resolution resolution, long slot) {
    return stored
        .find(scope, resolution, slot)
        .orElseGet(() -> HistoryRow.empty(scope, resolution, slot));
  }

  /** The finest row under way, as it is: nothing finer remembers it. */
  synchronized Optional<HistoryRow> finest() {
    return Optional.ofNullable(open[0]);
  }

  /** A row under way. */
  synchronized Optional<HistoryRow> open(Resolution resolution, long slotMs) {
    return Optional.ofNullable(open[resolutions.indexOf(resolution)])
        .filter(row -> row.slotMs() == slotMs);
  }
}
