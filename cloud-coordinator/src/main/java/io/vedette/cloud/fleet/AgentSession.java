package io.vedette.cloud.fleet;

import io.vedette.wire.camera.CameraOrder;
import java.util.List;
import java.util.Map;

/**
 * The open connection to an agent. Commands are sent and forgotten: what matters is in the stored
 * state of rounds and rollouts, which repeat their commands when the agent is back.
 */
public interface AgentSession {

  String agentId();

  /** The fleet has accepted the agent. Called once, before any command. */
  void welcome();

  /**
   * Which cameras belong to which deployment. Called after the welcome and on every change.
   *
   * @param escalation how frames of deployments are escalated, perhaps of others, too
   */
  void assign(Assignment assignment, Map<String, EscalationTerms> escalation);

  /** What is wanted of its cameras. Called after the welcome and on every change. */
  void cameras(List<CameraOrder> orders);

  void install(InstallCommand command);

  void train(RoundCommand command);

  /** One snapshot per camera and interval; 0 stops them. */
  void wantSnapshots(int intervalMs);

  void cancel(String commandId, String why);

  /** Ends the session, saying why. */
  void close(String why);
}
