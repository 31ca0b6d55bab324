package io.vedette.cloud;

import io.vedette.cloud.fleet.AgentEvents;
import io.vedette.cloud.fleet.AgentHello;
import io.vedette.cloud.fleet.AgentSession;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.RoundEvent;
import io.vedette.cloud.round.Rounds;
import java.util.Locale;
import java.util.Optional;

/** Takes what agents say to the control loop, and there to whom it concerns. */
final class AgentHandler implements AgentEvents {

  private final ControlLoop loop;
  private final Fleet fleet;
  private final Rounds rounds;
  private final Rollouts rollouts;
  private final LoopController centre;
  private final SnapshotSubscriptions viewers;
  private final EventFeed journal;
  private final ActiveTime time;
  private final ChangeSignal changes;

  AgentHandler(
      ControlLoop loop,
      Fleet fleet,
      Rounds rounds,
      Rollouts rollouts,
      LoopController centre,
      SnapshotSubscriptions viewers,
      EventFeed journal,
      ActiveTime time,
      ChangeSignal changes) {
    this.loop = loop;
    this.fleet = fleet;
    this.rounds = rounds;
    this.rollouts = rollouts;
    this.centre = centre;
    this.viewers = viewers;
    this.journal = journal;
    this.time = time;
    this.changes = changes;
  }

  private void run(String what, Runnable task) {
    loop.run(
        what,
        () -> {
          task.run();
          changes.changed();
        });
  }

  @Override
  public void connected(AgentHello hello, AgentSession session) {
    run(
        "an agent's hello",
        () -> {
          Optional<String> refusal = fleet.connect(hello, session, time.now());
          if (refusal.isPresent()) {
            journal.warning("device", "turned away: " + refusal.get());
            session.close(refusal.get());
          } else {
            journal.info("device", hello.agentId() + " is online");
            viewers.connected(hello.agentId());
            centre.online(hello.agentId());
          }
        });
  }

  @Override
  public void beat(AgentSession session, Heartbeat heartbeat) {
    run(
        "a heartbeat",
        () -> {
          if (fleet.beat(session, heartbeat, time.now())) {
            journal.info("device", session.agentId() + " is back");
            centre.online(session.agentId());
          }
          Heartbeat.Learning learning = heartbeat.learning();
          if (learning != null && fleet.current(session)) {
            rounds.progressed(
                learning.roundId(), session.agentId(), learning.steps(), learning.stepsTotal());
          }
        });
  }

  @Override
  public void reported(AgentSession session, CommandReport report) {
    run(
        "a report",
        () -> {
          if (fleet.current(session)) {
            sort(session.agentId(), report);
          }
        });
  }

  private void sort(String agentId, CommandReport report) {
    String command = report.commandId();
    int slash = command.indexOf('/');
    String owner = slash < 0 ? command : command.substring(0, slash);
    if (rounds.find(owner).isPresent() && command.equals(Rounds.commandId(owner, agentId))) {
      ofRound(owner, agentId, report);
    } else if (!rollouts.reported(
        agentId, command, state(report.phase()), report.message(), report.swapGapMs())) {
      ofCare(agentId, report);
    }
  }

  private void ofRound(String roundId, String agentId, CommandReport report) {
    switch (report.phase()) {
      case DECLINED, FAILED ->
          rounds.post(roundId, new RoundEvent.Declined(agentId, report.message(), time.now()));
      case DONE -> {
        // Its update was accepted, which the round knows already.
      }
      default -> rounds.post(roundId, new RoundEvent.Training(agentId, word(report), time.now()));
    }
  }

  private static String word(CommandReport report) {
    String phase = report.phase().name().toLowerCase(Locale.ROOT);
    return report.message().isEmpty() ? phase : phase + ": " + report.message();
  }

  private void ofCare(String agentId, CommandReport report) {
    if (report.phase() == CommandReport.Phase.FAILED) {
      journal.warning("device", agentId + " did not change its model: " + report.message());
    }
  }

  private static Member.State state(CommandReport.Phase phase) {
    return switch (phase) {
      case DOWNLOADING -> Member.State.DOWNLOADING;
      case SELF_TEST -> Member.State.SELF_TEST;
      case SWAPPED -> Member.State.SWAPPED;
      case CONFIRMED, DONE -> Member.State.CONFIRMED;
      case FAILED, DECLINED -> Member.State.FAILED;
      case ACCEPTED, TRAINING, UPLOADING -> Member.State.SENT;
    };
  }

  @Override
  public void seen(AgentSession session, CameraSnapshot snapshot) {
    loop.run("a snapshot", () -> fleet.keep(session, snapshot));
  }

  @Override
  public void happened(AgentSession session, DeviceEvent event) {
    loop.run("an event", () -> fleet.keep(session, event));
  }

  @Override
  public void disconnected(AgentSession session) {
    loop.run("the end of a session", () -> fleet.disconnect(session));
  }
}
