package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
 * @param <E> event
 * @param <F> effect
 */
public final class GoldenStory<S, E, F> {

  private final TransitionTable<S, ?, E, F> table;
  private final Function<S, String> id;
  private final Function<S, String> describe;
  private final Map<String, S> stored = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final String machine;
  private StateMachines<S, E, F> machines;
  private @Nullable Class<? extends F> failing;

  /**
   * @param title what the story shows, in a sentence
   * @param describe a state in one line
   */
  public GoldenStory(
      String title,
      TransitionTable<S, ?, E, F> table,
      Function<S, String> id,
      Function<S, String> describe,
      S first) {
    this.table = table;
    this.id = id;
    this.describe = describe;
    machine = id.apply(first);
    machines = machines();
    machines.create(first);
    lines.add(title);
    lines.add("");
    lines.add("       = " + describe.apply(first));
  }

  private StateMachines<S, E, F> machines() {
    return new StateMachines<>(
        table, id, state -> stored.put(id.apply(state), state), this::perform);
  }

  private void perform(S state, F effect) {
    boolean fails = effect.getClass() == failing;
    lines.add("         " + Words.of(effect) + (fails ? "  -- fails" : ""));
    if (fails) {
      throw new IllegalStateException("the test wants it so");
    }
  }

  /** Takes an event. */
  public GoldenStory<S, E, F> on(E event) {
    S before = machines.find(machine).orElseThrow();
    lines.add("%-6s %s".formatted(Words.seconds(event), Words.of(event)).stripTrailing());
    try {
      machines.post(machine, event);
    } catch (IllegalStateException e) {
      lines.add("         -- " + e.getMessage());
    }
    S after = machines.find(machine).orElseThrow();
    if (!after.equals(before)) {
      boolean kept = after.equals(stored.get(machine));
      lines.add("       = " + describe.apply(after) + (kept ? "" : "  -- not stored"));
    }
    return this;
  }

  /** The coordinator is killed; what was stored is loaded again. */
  public GoldenStory<S, E, F> restart(E restarted) {
    lines.add("");
    lines.add("-- the coordinator starts again");
    machines = machines();
    machines.load(stored.values());
    lines.add("       = " + describe.apply(machines.find(machine).orElseThrow()));
    return on(restarted);
  }

  /** From now on every effect of a type throws; null: none does. */
  public GoldenStory<S, E, F> failing(@Nullable Class<? extends F> effect) {
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
