package io.vedette.cloud.fleet;

import io.vedette.cloud.feed.EventFeed;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The devices and their sessions. A device is stored when it comes, goes, or changes its model;
 * heartbeats stay in memory. For the control loop only, except {@link #isRevoked}; time comes as a
 * parameter. Whether a device is away is judged by active time: no device is away because the
 * coordinator was stopped.
 */
public final class Fleet {

  private static final long BUSY_FACTOR = 5;
  private static final int MAX_EVENTS = 100;
  private static final int MAX_CAMERAS = 64;

  private final FleetConfig config;
  private final DeviceStore store;
  private final EventFeed feed;
  private final Map<String, Device> devices = new HashMap<>();
  private final Map<String, AgentSession> sessions = new LinkedHashMap<>();
  private final Map<String, Map<String, CameraSnapshot>> snapshots = new HashMap<>();
  private final Map<String, Deque<DeviceEvent>> events = new HashMap<>();

  /** When each device last sent a hello or a heartbeat, active time. */
  private final Map<String, Long> lastMessageMs = new HashMap<>();

  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  /** Devices that were online when the coordinator last went down get the usual time to return. */
  public Fleet(FleetConfig config, DeviceStore store, EventFeed feed, EventTime now) {
    this.config = config;
    this.store = store;
    this.feed = feed;
    for (Device device : store.all()) {
      if (device.state() == State.REVOKED) {
        revoked.add(device.agentId());
      }
      devices.put(
          device.agentId(), device.online() ? device.in(State.ONLINE, now.wallMs()) : device);
      lastMessageMs.put(device.agentId(), now.activeMs());
    }
  }

  /**
   * An agent has a new session, which takes the place of an older one; it is closed where the agent
   * is refused.
   *
   * @return whether the agent is accepted
   */
  public boolean connect(AgentHello hello, AgentSession session, EventTime now) {
    Optional<String> refusal = refusal(hello.agentId());
    if (refusal.isPresent()) {
      feed.warning("device", "refused: " + refusal.get());
      session.close(refusal.get());
      return false;
    }
    AgentSession older = sessions.put(hello.agentId(), session);
    if (older != null && older != session) {
      older.close("a newer session of " + hello.agentId() + " took its place");
    }
    lastMessageMs.put(hello.agentId(), now.activeMs());
    save(Device.of(hello, now.wallMs()));
    feed.info("device", hello.agentId() + " is online");
    return true;
  }

  private Optional<String> refusal(String agentId) {
    if (isRevoked(agentId)) {
      return Optional.of(agentId + " was revoked; enroll the device under another id");
    }
    return devices.containsKey(agentId) || devices.size() < config.maxDevices()
        ? Optional.empty()
        : Optional.of("this coordinator knows " + devices.size() + " devices, which is its limit");
  }

  /** Whether an agent was turned away for good. May be called on any thread. */
  public boolean isRevoked(String agentId) {
    return revoked.contains(agentId);
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
    lastMessageMs.put(session.agentId(), now.activeMs());
    Device after = before.beat(heartbeat, now.wallMs()).in(State.ONLINE, now.wallMs());
    if (returned || !before.modelSha256().equals(after.modelSha256())) {
      save(after);
    } else {
      devices.put(after.agentId(), after);
    }
    if (returned) {
      feed.info("device", after.agentId() + " is back");
    }
    return returned;
  }

  /** A session has ended. The device is away only when it misses its heartbeats. */
  public void disconnect(AgentSession session) {
    sessions.remove(session.agentId(), session);
  }

  /**
   * Time has passed: which devices are away from now on. One that is still connected may only be
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
          && now.activeMs() - lastMessageMs.getOrDefault(device.agentId(), 0L) > patience) {
        Device away = device.in(State.AWAY, device.lastSeenMs());
        save(away);
        feed.warning("device", away.agentId() + " is away");
        gone.add(away);
      }
    }
    return gone;
  }

  /** Refuses a device for good; empty when it is not known. */
  public Optional<Device> revoke(String agentId) {
    Device device = devices.get(agentId);
    if (device == null) {
      return Optional.empty();
    }
    Device refused = device.in(State.REVOKED, device.lastSeenMs());
    save(refused);
    revoked.add(agentId);
    feed.warning("device", agentId + " was revoked");
    AgentSession session = sessions.remove(agentId);
    if (session != null) {
      session.close(agentId + " was revoked");
    }
    return Optional.of(refused);
  }

  private void save(Device device) {
    store.put(device);
    devices.put(device.agentId(), device);
  }

  /** Sends a command, if the agent is connected. */
  public void send(String agentId, Consumer<AgentSession> command) {
    AgentSession session = sessions.get(agentId);
    if (session != null) {
      command.accept(session);
    }
  }

  public void keep(AgentSession session, CameraSnapshot snapshot) {
    if (current(session)) {
      Map<String, CameraSnapshot> ofDevice =
          snapshots.computeIfAbsent(session.agentId(), id -> new LinkedHashMap<>());
      if (ofDevice.size() < MAX_CAMERAS || ofDevice.containsKey(snapshot.cameraId())) {
        ofDevice.put(snapshot.cameraId(), snapshot);
      }
    }
  }

  /** The newest snapshot of each camera of a device. */
  public List<CameraSnapshot> snapshots(String agentId) {
    return List.copyOf(snapshots.getOrDefault(agentId, Map.of()).values());
  }

  public void keep(AgentSession session, DeviceEvent event) {
    if (current(session)) {
      Deque<DeviceEvent> ofDevice =
          events.computeIfAbsent(session.agentId(), id -> new ArrayDeque<>());
      ofDevice.removeIf(known -> known.id().equals(event.id()));
      ofDevice.addFirst(event);
      if (ofDevice.size() > MAX_EVENTS) {
        ofDevice.removeLast();
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
