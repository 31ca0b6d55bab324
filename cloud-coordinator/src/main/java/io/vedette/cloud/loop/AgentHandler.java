package io.vedette.cloud.loop;

import io.vedette.cloud.fleet.AgentHello;
import io.vedette.cloud.fleet.AgentSession;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.SnapshotSubscriptions;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;

/**
 * Takes the messages of agents to the control loop. Each method returns at once; it may be called
 * on any thread.
 */
public final class AgentHandler {

  private final ControlLoop loop;
  private final Fleet fleet;
  private final SnapshotSubscriptions snapshots;
  private final LoopController controller;
  private final ActiveTime time;

  public AgentHandler(
      ControlLoop loop,
      Fleet fleet,
      SnapshotSubscriptions snapshots,
      LoopController controller,
      ActiveTime time) {
    this.loop = loop;
    this.fleet = fleet;
    this.snapshots = snapshots;
    this.controller = controller;
    this.time = time;
  }

  public void connected(AgentHello hello, AgentSession session) {
    loop.change(
        "an agent's hello",
        () -> {
          if (fleet.connect(hello, session, time.now())) {
            snapshots.connected(hello.agentId());
            controller.online(hello.agentId());
          }
        });
  }

  /**
   * @param taken told when the heartbeat of the agent's current session counts
   */
  public void heartbeat(AgentSession session, Heartbeat heartbeat, Runnable taken) {
    loop.change(
        "a heartbeat",
        () -> {
          if (fleet.beat(session, heartbeat, time.now())) {
            controller.online(session.agentId());
          }
          if (fleet.current(session)) {
            taken.run();
          }
          Heartbeat.Learning learning = heartbeat.learning();
          if (learning != null && fleet.current(session)) {
            controller.progressed(
                learning.roundId(), session.agentId(), learning.steps(), learning.stepsTotal());
          }
        });
  }

  public void reported(AgentSession session, CommandReport report) {
    loop.change(
        "a report",
        () -> {
          if (fleet.current(session)) {
            controller.reported(session.agentId(), report);
          }
        });
  }

  public void snapshot(AgentSession session, CameraSnapshot snapshot) {
    loop.run("a snapshot", () -> fleet.keep(session, snapshot));
  }

  public void event(AgentSession session, DeviceEvent event) {
    loop.run("an event", () -> fleet.keep(session, event));
  }

  public void disconnected(AgentSession session) {
    loop.run("the end of a session", () -> fleet.disconnect(session));
  }
}
