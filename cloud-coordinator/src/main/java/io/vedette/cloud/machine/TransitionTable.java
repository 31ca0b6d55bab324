package io.vedette.cloud.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A state machine as a list of rows: in this phase, on this event, this rule, and these are the
 * phases it may lead to. An event without a row changes nothing. Rules are pure: time and chance
 * arrive in events.
 *
 * @param <S> state
 * @param <P> phase: the part of the state that decides which events count
 * @param <E> event
 * @param <F> effect
 */
public final class TransitionTable<S, P extends Enum<P>, E, F> {

  private record Row<S, P extends Enum<P>, E, F>(
      P from, Class<? extends E> event, Set<P> to, BiFunction<S, E, Transition<S, F>> rule) {}

  private final Function<S, P> phaseOf;
  private final List<Row<S, P, E, F>> rows = new ArrayList<>();

  public TransitionTable(Function<S, P> phaseOf) {
    this.phaseOf = phaseOf;
  }

  /**
   * Adds a row.
   *
   * @param to every phase that the rule may lead to, {@code from} included where it may stay
   */
  public <X extends E> TransitionTable<S, P, E, F> on(
      Set<P> from, Class<X> event, Set<P> to, BiFunction<S, X, Transition<S, F>> rule) {
    // In the order of the phases: that of a Set.of differs between two runs, and the diagram with
    // it.
    for (P phase : EnumSet.copyOf(from)) {
      Row<S, P, E, F> row =
          new Row<>(
              phase,
              event,
              Collections.unmodifiableSet(EnumSet.copyOf(to)),
              (state, given) -> rule.apply(state, event.cast(given)));
      if (find(phase, event) != null) {
        throw new IllegalArgumentException(phase + " has a row for " + event.getSimpleName());
      }
      rows.add(row);
    }
    return this;
  }

  /** A row for one phase. */
  public <X extends E> TransitionTable<S, P, E, F> on(
      P from, Class<X> event, Set<P> to, BiFunction<S, X, Transition<S, F>> rule) {
    return on(Set.of(from), event, to, rule);
  }

  /**
   * Takes one event.
   *
   * @throws IllegalStateException when a rule leads where its row does not say: a mistake in the
   *     table
   */
  public Transition<S, F> step(S state, E event) {
    Row<S, P, E, F> row = find(phaseOf.apply(state), event.getClass());
    if (row == null) {
      return new Transition<>(state, List.of());
    }
    Transition<S, F> step = row.rule.apply(state, event);
    P next = phaseOf.apply(step.state());
    if (!row.to.contains(next)) {
      throw new IllegalStateException(
          row.from + " on " + row.event.getSimpleName() + " must not lead to " + next);
    }
    return step;
  }

  private @org.jspecify.annotations.Nullable Row<S, P, E, F> find(P phase, Class<?> event) {
    for (Row<S, P, E, F> row : rows) {
      if (row.from == phase && row.event == event) {
        return row;
      }
    }
    return null;
  }

  /** The table as a Mermaid state diagram; events that leave the phase as it is are left out. */
  public String mermaid(P first, Set<P> last) {
    StringBuilder text = new StringBuilder("stateDiagram-v2\n");
    text.append("  [*] --> ").append(first).append('\n');
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    for (Row<S, P, E, F> row : rows) {
      for (P to : row.to) {
        if (to != row.from) {
          arrows
              .computeIfAbsent(row.from + " --> " + to, arrow -> new LinkedHashSet<>())
              .add(row.event.getSimpleName());
        }
      }
    }
    arrows.forEach(
        (arrow, events) ->
            text.append("  ")
                .append(arrow)
                .append(": ")
                .append(String.join(", ", events))
                .append('\n'));
    last.stream().sorted().forEach(p -> text.append("  ").append(p).append(" --> [*]\n"));
    return text.toString();
  }
}
