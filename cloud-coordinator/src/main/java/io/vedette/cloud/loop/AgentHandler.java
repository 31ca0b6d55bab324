package io.vedette.cloud.loop;

import io.vedette.cloud.camera.CameraManagement;
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
import io.vedette.wire.camera.CameraReport;

/**
 * Takes the messages of agents, on the thread that brought them. The control loop is told only of
 * what it must know: who came, progress of a round, reports. Each method returns at once; it may be
 * called on any thread.
 */
public final class AgentHandler {

  private final ControlLoop loop;
  private final Fleet fleet;
  private final SnapshotSubscriptions snapshots;
  private final LoopController controller;
  private final CameraManagement cameras;
  private final ActiveTime time;
  private final PendingAgentNews news = new PendingAgentNews();

  public AgentHandler(
      ControlLoop loop,
      Fleet fleet,
      SnapshotSubscriptions snapshots,
      LoopController controller,
      CameraManagement cameras,
      ActiveTime time) {
    this.loop = loop;
    this.fleet = fleet;
    this.snapshots = snapshots;
    this.controller = controller;
    this.cameras = cameras;
    this.time = time;
  }

  /** An agent says hello; it is welcomed, or its session is closed, before this returns. */
  public void connected(AgentHello hello, AgentSession session) {
    if (!fleet.connect(hello, session, time.now())) {
      return;
    }
    cameras.connected(session, hello.cameras().keySet());
    if (news.came(hello.agentId())) {
      tellLoop();
    }
  }

  /**
   * Takes a heartbeat, on the thread that brought it.
   *
   * @param taken told when the heartbeat of the agent's current session counts
   */
  public void heartbeat(AgentSession session, Heartbeat heartbeat, Runnable taken) {
    Fleet.Taken outcome = fleet.beat(session, heartbeat, time.now());
    if (outcome == Fleet.Taken.REFUSED) {
      return;
    }
    taken.run();
    boolean came = outcome == Fleet.Taken.RETURNED && news.came(session.agentId());
    if (news.progressed(session.agentId(), heartbeat.learning()) || came) {
      tellLoop();
    }
  }

  private void tellLoop() {
    loop.change("news of agents", this::takeNews);
  }

  private void takeNews() {
    PendingAgentNews.News taken = news.take();
    for (String agentId : taken.came()) {
      snapshots.connected(agentId);
      controller.came(agentId);
    }
    taken
        .progress()
        .forEach(
            (agentId, learning) ->
                controller.progressed(
                    learning.roundId(), agentId, learning.steps(), learning.stepsTotal()));
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
    fleet.keep(session, snapshot);
  }

  public void event(AgentSession session, DeviceEvent event) {
    fleet.keep(session, event);
  }

  /** A device says what one of its cameras runs. */
  public void camera(AgentSession session, CameraReport report) {
    if (fleet.current(session)) {
      cameras.reported(session.agentId(), report);
    }
  }

  public void disconnected(AgentSession session) {
    news.left(session.agentId());
    fleet.disconnect(session);
  }
}
