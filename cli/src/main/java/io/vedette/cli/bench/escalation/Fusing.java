package io.vedette.cli.bench.escalation;

import io.vedette.cli.bench.escalation.Film.Scene;
import io.vedette.edge.track.TrackedFrame;
import java.util.List;
import java.util.function.Function;

/** How verdicts change what is shown of the frames after theirs. For one film. */
interface Fusing {

  /** Takes in a frame; what is shown of it. */
  TrackedFrame step(Scene scene);

  /**
   * Takes in a verdict.
   *
   * @param then the frame that it is about
   * @param since the frames seen after that, oldest first
   */
  void verdict(Scene then, List<Scene> since);

  /** The ways by name. */
  enum Kind {
    /** As agents do. */
    AGENT(AgentFusing::new),
    /** As none does yet. */
    CARRY(film -> new CarryFusing());

    private final Function<Film, Fusing> made;

    Kind(Function<Film, Fusing> made) {
      this.made = made;
    }

    Fusing of(Film film) {
      return made.apply(film);
    }
  }
}
