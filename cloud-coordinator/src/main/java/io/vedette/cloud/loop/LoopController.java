package io.vedette.cloud.loop;

import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.rollout.DeviceCatchUp;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.round.RoundOpener;

/**
 * Drives the stages of the loop: tells each of them that time has passed, that an agent is
 * connected, and what an agent reports. For the control loop only.
 */
public final class LoopController {

  private final ActiveTime time;
  private final Fleet fleet;
  private final RoundOpener opener;
  private final LoopStages stages;
  private final DeviceCatchUp catchUp;

  public LoopController(
      ActiveTime time, Fleet fleet, RoundOpener opener, LoopStages stages, DeviceCatchUp catchUp) {
    this.time = time;
    this.fleet = fleet;
    this.opener = opener;
    this.stages = stages;
    this.catchUp = catchUp;
  }

  /** Resumes everything that was under way when the coordinator last went down. */
  public void resume() {
    stages.rounds().resume();
    stages.distillations().resume();
    stages.rollouts().resume();
  }

  /** Time has passed. */
  public void tick() {
    time.tick();
    EventTime now = time.now();
    fleet.missing(now).forEach(gone -> away(gone.agentId()));
    stages.rounds().tick();
    stages.distillations().tick();
    stages.rollouts().tick();
    stages.distillations().offerVersion();
    stages.rounds().offerStudent();
    stages.rounds().forgetUsed();
    opener.openIfDue(stages.rollouts().active().isPresent(), now.wallMs());
    catchUp.tick(now);
  }

  /** A device cannot be reached, or is no longer known. */
  public void away(String agentId) {
    stages.rollouts().post(new RolloutEvent.DeviceAway(agentId, time.now()));
  }

  /** A device is online, for the first time or again. */
  void online(String agentId) {
    EventTime now = time.now();
    stages.rounds().connected(agentId);
    stages.rollouts().post(new RolloutEvent.DeviceOnline(agentId, now));
    catchUp.connected(agentId, now);
  }

  /** An agent made progress in its part of a round. */
  void progressed(String roundId, String agentId, long steps, long stepsTotal) {
    stages.rounds().progressed(roundId, agentId, steps, stepsTotal);
  }

  /** An agent reports on a command. */
  void reported(String agentId, CommandReport report) {
    if (!stages.rounds().reported(agentId, report)
        && !stages.rollouts().reported(agentId, report)) {
      catchUp.reported(agentId, report);
    }
  }
}
