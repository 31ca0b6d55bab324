package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A whole story of one state machine, written down as text: each event, the effects that it had,
 * and the state that it led to. {@link #isAsIn} compares it line by line with a file in {@code
 * src/test/golden}, which only {@code -Dvedette.rewrite=true} writes.
 *
 * <pre>
 * 130 s  Ticked
 *          Withdraw b "c failed: did not confirm in time"
 *        = ROLLING_BACK: a SENT back, b SENT back, c FAILED
 * </pre>
 *
 * @param <S> state
 * @param <R> row
 * @param <E> event
 * @param <F> effect
 */
public final class GoldenStory<S, R extends Row, E, F> {

  private final TransitionTable<S, ?, E, F> table;
  private final MachineForm<S, R, F> form;
  private final Function<S, String> describe;
  private final UnaryOperator<S> visible;
  private final InMemoryMachineStore store = new InMemoryMachineStore();
  private final List<String> lines = new ArrayList<>();
  private final S first;
  private final String machine;
  private boolean begun;
  private StateMachines<S, R, E, F> machines;
  private @Nullable Class<? extends F> failing;

  /**
   * @param title what the story shows, in a sentence
   * @param describe a state in one line
   * @param visible the state without what no reader of the story needs to know
   */
  public GoldenStory(
      String title,
      TransitionTable<S, ?, E, F> table,
      MachineForm<S, R, F> form,
      Function<S, String> describe,
      UnaryOperator<S> visible,
      S first) {
    this.table = table;
    this.form = form;
    this.describe = describe;
    this.visible = visible;
    this.first = first;
    machine = form.id().apply(first);
    machines = machines();
    lines.add(title);
    lines.add("");
    lines.add("       = " + describe.apply(first));
  }

  private StateMachines<S, R, E, F> machines() {
    return new StateMachines<>(
        table, form, store, Runnable::run, new RaisedAlarms(), this::perform);
  }

  /** Effects whose result is an event stay under way. */
  private boolean perform(S state, F effect, RunningEffect<E> running) {
    boolean fails = effect.getClass() == failing;
    lines.add("         " + Words.of(effect) + (fails ? "  -- fails" : ""));
    if (fails) {
      throw new IllegalStateException("the test wants it so");
    }
    return true;
  }

  /** Takes an event. */
  public GoldenStory<S, R, E, F> on(E event) {
    S before = begun ? machines.find(machine).orElseThrow() : first;
    lines.add("%-6s %s".formatted(Words.seconds(event), Words.of(event)).stripTrailing());
    if (begun) {
      machines.post(machine, event);
    } else {
      machines.create(number -> first, event);
      begun = true;
    }
    S after = machines.find(machine).orElseThrow();
    if (!visible.apply(after).equals(visible.apply(before))) {
      S stored = machines.archive().find(machine).orElseThrow();
      boolean kept = visible.apply(after).equals(visible.apply(stored));
      lines.add("       = " + describe.apply(after) + (kept ? "" : "  -- not stored"));
    }
    return this;
  }

  /** A second passes: what failed is tried again, and acknowledgements are stored. */
  public GoldenStory<S, R, E, F> later() {
    lines.add("-- a second later");
    machines.flush();
    return this;
  }

  /** The coordinator is stopped; what was stored is loaded again. */
  public GoldenStory<S, R, E, F> restart(E restarted) {
    machines.flush();
    return again("-- the coordinator starts again", restarted);
  }

  /** The coordinator is killed before the last acknowledgements were stored. */
  public GoldenStory<S, R, E, F> kill(E restarted) {
    return again("-- the coordinator is killed and starts again", restarted);
  }

  private GoldenStory<S, R, E, F> again(String how, E restarted) {
    lines.add("");
    lines.add(how);
    machines = machines();
    lines.add("       = " + describe.apply(machines.find(machine).orElseThrow()));
    machines.resume();
    return on(restarted);
  }

  /** From now on every effect of a type throws; null: none does. */
  public GoldenStory<S, R, E, F> failing(@Nullable Class<? extends F> effect) {
    failing = effect;
    return this;
  }

  /** Compares the story with a file, such as {@code rollout/good-run.txt}. */
  public void isAsIn(String name) throws Exception {
    Path file = folder().resolve(name);
    String text = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
  }

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    Path module = Files.exists(here.resolve("docs")) ? here.resolve("cloud-coordinator") : here;
    return module.resolve("src/test/golden");
  }
}
