package io.vedette.cloud.fleet;

/** What comes from agents. Each method returns at once; it may be called on any thread. */
public interface AgentEvents {

  void connected(AgentHello hello, AgentSession session);

  void beat(AgentSession session, Heartbeat heartbeat);

  void reported(AgentSession session, CommandReport report);

  void seen(AgentSession session, CameraSnapshot snapshot);

  void happened(AgentSession session, DeviceEvent event);

  void disconnected(AgentSession session);
}
