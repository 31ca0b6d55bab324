package io.vedette.cli.bench.escalation;

import io.vedette.cli.bench.escalation.Film.Scene;
import io.vedette.cli.bench.escalation.carry.Carry;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.track.Tracker;
import java.util.List;

/** The last verdict is carried along; a tracker beside it tells what broke. */
final class CarryFusing implements Fusing {

  private static final long CARRY_MILLIS = 2_000;

  private final Carry carry = new Carry(CARRY_MILLIS);
  private final Tracker tracker = new Tracker();

  @Override
  public TrackedFrame step(Scene scene) {
    TrackedFrame carried = carried(scene);
    TrackedFrame tracked =
        tracker.update(scene.shown(), scene.millis(), scene.width(), scene.height());
    return new TrackedFrame(
        carried.tracks(), carried.seen(), tracked.vanished(), tracked.renamed());
  }

  private TrackedFrame carried(Scene scene) {
    return carry.update(
        scene.shown(), scene.peaks(), scene.millis(), scene.width(), scene.height());
  }

  @Override
  public void verdict(Scene then, List<Scene> since) {
    carry.verdict(then.answer(), then.shown(), then.peaks(), then.millis());
    since.forEach(this::carried);
  }
}
