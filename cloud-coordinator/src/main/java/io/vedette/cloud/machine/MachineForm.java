package io.vedette.cloud.machine;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the machines of one kind are taken apart into a header and rows.
 *
 * @param state the type of the header: the whole state, in whose JSON rows are only counts
 * @param row the type of the rows
 * @param effect the sealed type of the effects
 * @param id of a machine
 * @param underWay false: it has ended, and leaves memory after a while
 * @param rows of a machine
 * @param withRows the same machine with other rows
 * @param rowOf the row that an effect belongs to; empty: it is of the whole
 * @param withRowsKept of so many of the newest machines the rows stay in memory after the end
 */
public record MachineForm<S, R extends Row, F>(
    Class<S> state,
    Class<R> row,
    Class<F> effect,
    Function<S, String> id,
    Predicate<S> underWay,
    Function<S, Rows<R>> rows,
    BiFunction<S, Rows<R>, S> withRows,
    Function<F, Optional<String>> rowOf,
    int withRowsKept) {

  /** Rows of a machine that has none. */
  public record NoRow(String key) implements Row {
    @Override
    public Object group() {
      return "";
    }
  }

  /** Machines that are one header each. */
  public static <S, F> MachineForm<S, NoRow, F> ofHeader(
      Class<S> state, Class<F> effect, Function<S, String> id, Predicate<S> underWay) {
    return new MachineForm<>(
        state,
        NoRow.class,
        effect,
        id,
        underWay,
        s -> Rows.none(),
        (s, rows) -> s,
        f -> Optional.empty(),
        0);
  }

  /** A state without its rows: equal headers need no write. */
  S header(S machine) {
    return withRows.apply(machine, Rows.none());
  }

  S settled(S machine) {
    return withRows.apply(machine, rows.apply(machine).settled());
  }
}
