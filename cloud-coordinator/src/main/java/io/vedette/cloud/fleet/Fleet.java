package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Device.State;
import io.vedette.cloud.machine.EventTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The devices and their sessions. A device is stored when it comes, goes, or changes its model;
 * heartbeats stay in memory. For the control loop only; time comes as a parameter. Whether a device
 * is away is told by active time: nobody is away because the coordinator was stopped.
 */
public final class Fleet {

  private static final long BUSY_FACTOR = 5;
  private static final int MAX_EVENTS = 100;

  private final FleetConfig config;
  private final DeviceStore store;
  private final Map<String, Device> devices = new HashMap<>();
  private final Map<String, AgentSession> sessions = new LinkedHashMap<>();
  private final Map<String, Map<String, CameraSnapshot>> snapshots = new HashMap<>();
  private final Map<String, Deque<DeviceEvent>> events = new HashMap<>();

  /** When each device was last heard of, active time. */
  private final Map<String, Long> heardMs = new HashMap<>();

  /** Devices that were online when the coordinator last went down get the usual time to return. */
  public Fleet(FleetConfig config, DeviceStore store, EventTime now) {
    this.config = config;
    this.store = store;
    for (Device device : store.all()) {
      devices.put(
          device.agentId(), device.online() ? device.in(State.ONLINE, now.wallMs()) : device);
      heardMs.put(device.agentId(), now.activeMs());
    }
  }

  /**
   * An agent has a new session, which takes the place of an older one.
   *
   * @return why it is turned away; empty when it is welcome
   */
  public Optional<String> connect(AgentHello hello, AgentSession session, EventTime now) {
    Device known = devices.get(hello.agentId());
    if (known != null && known.state() == State.REVOKED) {
      return Optional.of(hello.agentId() + " was revoked; enroll the device under another id");
    }
    if (known == null && devices.size() >= config.maxDevices()) {
      return Optional.of(
          "this coordinator knows " + devices.size() + " devices, which is its limit");
    }
    AgentSession older = sessions.put(hello.agentId(), session);
    if (older != null && older != session) {
      older.close("a newer session of " + hello.agentId() + " took its place");
    }
    heardMs.put(hello.agentId(), now.activeMs());
    save(Device.of(hello, now.wallMs()));
    return Optional.empty();
  }

  /** Whether this session is its agent's current one. */
  public boolean current(AgentSession session) {
    return sessions.get(session.agentId()) == session;
  }

  /**
   * @return true when the device was away
   */
  public boolean beat(AgentSession session, Heartbeat heartbeat, EventTime now) {
    Device before = devices.get(session.agentId());
    if (before == null || !current(session) || before.state() == State.REVOKED) {
      return false;
    }
    boolean returned = before.state() == State.AWAY;
    heardMs.put(session.agentId(), now.activeMs());
    Device after = before.beat(heartbeat, now.wallMs()).in(State.ONLINE, now.wallMs());
    if (returned || !before.modelSha256().equals(after.modelSha256())) {
      save(after);
    } else {
      devices.put(after.agentId(), after);
    }
    return returned;
  }

  /** A session has ended. The device is away only when it misses its heartbeats. */
  public void disconnect(AgentSession session) {
    sessions.remove(session.agentId(), session);
  }

  /**
   * Time has passed: which devices are away since now. One whose connection stands may only be
   * busy, and is given longer.
   */
  public List<Device> missing(EventTime now) {
    List<Device> gone = new ArrayList<>();
    for (Device device : List.copyOf(devices.values())) {
      long patience =
          sessions.containsKey(device.agentId())
              ? BUSY_FACTOR * config.awayAfterMs()
              : config.awayAfterMs();
      if (device.online()
          && now.activeMs() - heardMs.getOrDefault(device.agentId(), 0L) > patience) {
        Device away = device.in(State.AWAY, device.lastSeenMs());
        save(away);
        gone.add(away);
      }
    }
    return gone;
  }

  /** Turns a device away for good; empty when it is not known. */
  public Optional<Device> revoke(String agentId) {
    Device device = devices.get(agentId);
    if (device == null) {
      return Optional.empty();
    }
    Device revoked = device.in(State.REVOKED, device.lastSeenMs());
    save(revoked);
    AgentSession session = sessions.remove(agentId);
    if (session != null) {
      session.close(agentId + " was revoked");
    }
    return Optional.of(revoked);
  }

  private void save(Device device) {
    store.put(device);
    devices.put(device.agentId(), device);
  }

  /** Gives an order, if the agent is connected. */
  public void order(String agentId, Consumer<AgentSession> order) {
    AgentSession session = sessions.get(agentId);
    if (session != null) {
      order.accept(session);
    }
  }

  public void keep(AgentSession session, CameraSnapshot snapshot) {
    if (current(session)) {
      Map<String, CameraSnapshot> its =
          snapshots.computeIfAbsent(session.agentId(), id -> new LinkedHashMap<>());
      if (its.size() < 64 || its.containsKey(snapshot.cameraId())) {
        its.put(snapshot.cameraId(), snapshot);
      }
    }
  }

  /** The newest snapshot of each camera of a device. */
  public List<CameraSnapshot> snapshots(String agentId) {
    return List.copyOf(snapshots.getOrDefault(agentId, Map.of()).values());
  }

  public void keep(AgentSession session, DeviceEvent event) {
    if (current(session)) {
      Deque<DeviceEvent> its = events.computeIfAbsent(session.agentId(), id -> new ArrayDeque<>());
      its.removeIf(known -> known.id().equals(event.id()));
      its.addFirst(event);
      if (its.size() > MAX_EVENTS) {
        its.removeLast();
      }
    }
  }

  /** The newest events of a device, the newest first. */
  public List<DeviceEvent> events(String agentId) {
    return List.copyOf(events.getOrDefault(agentId, new ArrayDeque<>()));
  }

  public Optional<Device> find(String agentId) {
    return Optional.ofNullable(devices.get(agentId));
  }

  /** By name. */
  public List<Device> devices() {
    return devices.values().stream().sorted(Comparator.comparing(Device::agentId)).toList();
  }

  /** Online and not revoked, by name. */
  public List<Device> online() {
    return devices().stream().filter(Device::online).toList();
  }
}
