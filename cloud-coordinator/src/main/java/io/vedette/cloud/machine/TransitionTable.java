package io.vedette.cloud.machine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A state machine as a list of rows, each with one target: in this phase, on this event, where the
 * guard holds, this rule is applied and the phase is that one. Of several rows for a phase and an
 * event, the first whose guard holds counts; an event without a row changes nothing.
 *
 * <p>Rows without an event ({@link #always}) are tried after every event that had a row, until none
 * holds, so that a condition is written once and not with each event that may bring it about. SCXML
 * calls them eventless transitions (<a
 * href="https://www.w3.org/TR/scxml/#SelectingTransitions">W3C, section 3.13</a>).
 *
 * <p>Rules are pure: time and chance arrive in events. A rule changes everything but the phase,
 * which the table sets afterwards.
 *
 * @param <S> state
 * @param <P> phase: the part of the state that decides which events count
 * @param <E> event
 * @param <F> effect
 */
public final class TransitionTable<S, P extends Enum<P>, E, F> {

  /** More eventless rows than this after one event, and the table never comes to rest. */
  private static final int MOST_FOLLOWING = 16;

  /**
   * One row.
   *
   * @param event null: the row is tried after every event
   * @param guard in words; empty when the row always holds
   */
  private record Row<S, P, E, F>(
      P from,
      @Nullable Class<? extends E> event,
      String guard,
      BiPredicate<S, E> holds,
      P to,
      BiFunction<S, E, Transition<S, F>> rule) {

    /** The event and the guard, as in {@code Ticked [silent for too long]}. */
    String label() {
      String name = event == null ? "" : event.getSimpleName();
      String condition = guard.isEmpty() ? "" : "[" + guard + "]";
      return (name + " " + condition).strip();
    }
  }

  private final Function<S, P> phaseOf;
  private final BiFunction<S, P, S> enter;
  private final List<Row<S, P, E, F>> rows = new ArrayList<>();
  private Set<P> in = Set.of();

  /**
   * @param phaseOf the phase of a state
   * @param enter the state in another phase
   */
  public TransitionTable(Function<S, P> phaseOf, BiFunction<S, P, S> enter) {
    this.phaseOf = phaseOf;
    this.enter = enter;
  }

  /** The rows that follow are of these phases. */
  @SafeVarargs
  public final TransitionTable<S, P, E, F> in(P first, P... others) {
    in = EnumSet.of(first, others);
    return this;
  }

  /** On the event the phase changes. */
  public <X extends E> TransitionTable<S, P, E, F> on(
      Class<X> event, P to, BiFunction<S, X, Transition<S, F>> rule) {
    return on(event, "", (state, given) -> true, to, rule);
  }

  /**
   * On the event, where the guard holds, the phase changes.
   *
   * @param guard in words, for the diagram
   */
  public <X extends E> TransitionTable<S, P, E, F> on(
      Class<X> event,
      String guard,
      BiPredicate<S, X> holds,
      P to,
      BiFunction<S, X, Transition<S, F>> rule) {
    in.forEach(from -> add(from, event, guard, holds, to, rule));
    return this;
  }

  /** On the event the phase stays. */
  public <X extends E> TransitionTable<S, P, E, F> stay(
      Class<X> event, BiFunction<S, X, Transition<S, F>> rule) {
    return stay(event, "", (state, given) -> true, rule);
  }

  /** On the event, where the guard holds, the phase stays. */
  public <X extends E> TransitionTable<S, P, E, F> stay(
      Class<X> event,
      String guard,
      BiPredicate<S, X> holds,
      BiFunction<S, X, Transition<S, F>> rule) {
    in.forEach(phase -> add(phase, event, guard, holds, phase, rule));
    return this;
  }

  /** After any event, where the guard holds, the phase changes. */
  public TransitionTable<S, P, E, F> always(
      String guard, Predicate<S> holds, P to, BiFunction<S, E, Transition<S, F>> rule) {
    for (P from : in) {
      rows.add(new Row<>(from, null, guard, (state, event) -> holds.test(state), to, rule));
    }
    return this;
  }

  private <X extends E> void add(
      P from,
      Class<X> event,
      String guard,
      BiPredicate<S, X> holds,
      P to,
      BiFunction<S, X, Transition<S, F>> rule) {
    if (rows.stream().anyMatch(r -> r.from == from && r.event == event && r.guard.isEmpty())) {
      throw new IllegalArgumentException(
          from + " on " + event.getSimpleName() + ": a row without a guard must be the last");
    }
    rows.add(
        new Row<>(
            from,
            event,
            guard,
            (state, given) -> holds.test(state, event.cast(given)),
            to,
            (state, given) -> rule.apply(state, event.cast(given))));
  }

  /**
   * Takes one event.
   *
   * @throws IllegalStateException when the eventless rows never come to rest: a mistake in the
   *     table
   */
  public Transition<S, F> step(S state, E event) {
    Row<S, P, E, F> row = find(state, event, event.getClass());
    if (row == null) {
      return new Transition<>(state, List.of());
    }
    Transition<S, F> step = apply(row, state, event);
    List<F> effects = new ArrayList<>(step.effects());
    boolean stored = step.stored();
    S next = step.state();
    int following = 0;
    for (row = find(next, event, null); row != null; row = find(next, event, null)) {
      if (++following > MOST_FOLLOWING) {
        throw new IllegalStateException(row.from + ": the rows without an event never rest");
      }
      Transition<S, F> more = apply(row, next, event);
      effects.addAll(more.effects());
      stored = true;
      next = more.state();
    }
    return new Transition<>(next, effects, stored);
  }

  private Transition<S, F> apply(Row<S, P, E, F> row, S state, E event) {
    Transition<S, F> step = row.rule.apply(state, event);
    return row.to == row.from
        ? step
        : new Transition<>(enter.apply(step.state(), row.to), step.effects(), step.stored());
  }

  private @Nullable Row<S, P, E, F> find(S state, E event, @Nullable Class<?> type) {
    P phase = phaseOf.apply(state);
    for (Row<S, P, E, F> row : rows) {
      if (row.from == phase && row.event == type && row.holds.test(state, event)) {
        return row;
      }
    }
    return null;
  }

  /** The table as a Mermaid state diagram; rows that leave the phase as it is are left out. */
  public String mermaid(P first, Set<P> last) {
    StringBuilder text = new StringBuilder("stateDiagram-v2\n");
    text.append("  [*] --> ").append(first).append('\n');
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    for (Row<S, P, E, F> row : rows) {
      if (row.to != row.from) {
        arrows
            .computeIfAbsent(row.from + " --> " + row.to, arrow -> new LinkedHashSet<>())
            .add(row.label());
      }
    }
    arrows.forEach(
        (arrow, labels) ->
            text.append("  ")
                .append(arrow)
                .append(": ")
                .append(String.join(", ", labels))
                .append('\n'));
    last.stream().sorted().forEach(p -> text.append("  ").append(p).append(" --> [*]\n"));
    return text.toString();
  }
}
