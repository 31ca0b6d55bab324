package io.vedette.cloud.machine;

import java.util.ArrayList;
import java.util.List;

/** A machine in memory. */
final class Machine<S, F> {

  /** Newcomers share a roster of so many names. */
  private static final int NEWCOMERS = 50;

  final String id;
  final PendingEffects<F> effects = new PendingEffects<>();
  S state;

  private int rosters;
  private List<String> newest = new ArrayList<>();

  Machine(String id, S state) {
    this.id = id;
    this.state = state;
  }

  /** Takes up a stored roster. */
  void load(List<String> roster) {
    rosters++;
    newest = new ArrayList<>(roster);
  }

  /** The roster that takes another row: its number, and all its names. */
  Roster enter(String row) {
    if (rosters == 0 || newest.size() >= NEWCOMERS) {
      rosters++;
      newest = new ArrayList<>();
    }
    newest.add(row);
    return new Roster(rosters - 1, List.copyOf(newest));
  }

  /** A roster of its own for many rows at once. */
  Roster enterAll(List<String> rows) {
    load(rows);
    return new Roster(rosters - 1, List.copyOf(rows));
  }
}
