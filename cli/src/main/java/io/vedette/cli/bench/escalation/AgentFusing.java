package io.vedette.cli.bench.escalation;

import io.vedette.cli.bench.escalation.Film.Scene;
import io.vedette.edge.escalate.Fusion;
import io.vedette.edge.track.Seen;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.track.Tracker;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The agent's own: verdicts edit the tracks. */
final class AgentFusing implements Fusing {

  private final Tracker tracker = new Tracker();
  private final List<String> labels;
  private final Map<Scene, List<Seen>> seen = new IdentityHashMap<>();

  AgentFusing(Film film) {
    this.labels = film.labels();
  }

  @Override
  public TrackedFrame step(Scene scene) {
    TrackedFrame frame =
        tracker.update(scene.shown(), scene.peaks(), scene.millis(), scene.width(), scene.height());
    seen.put(scene, frame.seen());
    return frame;
  }

  @Override
  public void verdict(Scene then, List<Scene> since) {
    Scene newest = since.isEmpty() ? then : since.get(since.size() - 1);
    Fusion fusion = Fusion.of(seen.getOrDefault(then, List.of()), then.answer(), labels);
    tracker.apply(fusion.edits(), then.millis(), newest.millis());
  }
}
