package io.vedette.cloud.loop;

import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.EventTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the loops of all deployments that time has passed, that an agent is connected, and what an
 * agent reports. For the control loop only.
 */
public final class LoopController {

  private static final Logger log = LoggerFactory.getLogger(LoopController.class);

  private final ActiveTime time;
  private final Fleet fleet;
  private final DeploymentLoops loops;

  public LoopController(ActiveTime time, Fleet fleet, DeploymentLoops loops) {
    this.time = time;
    this.fleet = fleet;
    this.loops = loops;
  }

  /** Resumes everything that was under way when the coordinator last went down. */
  public void resume() {
    loops.all().forEach(DeploymentLoop::resume);
  }

  /** Time has passed. */
  public void tick() {
    time.tick();
    EventTime now = time.now();
    fleet.missing(now).forEach(gone -> away(gone.agentId()));
    loops.all().forEach(loop -> tick(loop, now));
  }

  /** A fault of one deployment does not stop the others. */
  private static void tick(DeploymentLoop loop, EventTime now) {
    try {
      loop.tick(now);
    } catch (RuntimeException e) {
      log.error("a tick of deployment {} failed", loop.name(), e);
    }
  }

  EventTime now() {
    return time.now();
  }

  /** A device cannot be reached, or is no longer known. */
  public void away(String agentId) {
    EventTime now = time.now();
    loops.all().forEach(loop -> loop.away(agentId, now));
  }

  /** A device is online, for the first time or again, or its cameras belong elsewhere now. */
  public void came(String agentId) {
    EventTime now = time.now();
    loops.all().forEach(loop -> loop.came(agentId, now));
  }

  /** An agent made progress in its part of a round. */
  void progressed(String roundId, String agentId, long steps, long stepsTotal) {
    loops
        .all()
        .forEach(loop -> loop.stages().rounds().progressed(roundId, agentId, steps, stepsTotal));
  }

  /** An agent reports on a command. */
  void reported(String agentId, CommandReport report) {
    for (DeploymentLoop loop : loops.all()) {
      if (loop.reported(agentId, report)) {
        return;
      }
    }
  }
}
