package io.vedette.cloud.fleet;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.Device.State;
import io.vedette.cloud.machine.EventTime;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The devices and their sessions. A hello and a heartbeat are taken on the thread that brought
 * them, at a cost that does not grow with the fleet; rows are written behind. Whether a device is
 * away is judged by active time: no device is away because the coordinator was stopped, or because
 * a clock was set. Safe for use by several threads; {@link #missing} is for one of them.
 */
public final class Fleet {

  /** What became of a heartbeat. */
  public enum Taken {
    /** The session is not its device's current one. */
    REFUSED,
    TAKEN,
    /** The device was away until now. */
    RETURNED
  }

  /** Told of heartbeats on the threads that brought them: who is told returns at once. */
  public interface BeatListener {
    void beat(Device before, Device after);
  }

  private static final String NOT_STORED = "devices-not-stored";
  private static final String SOME_AWAY = "devices-away";

  private static final long BUSY_FACTOR = 5;

  /** A session is alive that was heard within so many heartbeats. */
  private static final long ALIVE_BEATS = 2;

  private static final long SLOT_MS = 250;
  private static final int SLOTS = 1_024;

  /** When a device was last seen is stored at most this late. */
  private static final long SEEN_STORED_MS = 300_000;

  private final FleetConfig config;
  private final EventFeed feed;
  private final DeviceNotices notices;
  private final DeviceWriter writer;
  private final DeviceIndex index = new DeviceIndex();

  private final ConcurrentSkipListMap<String, KnownDevice> devices = new ConcurrentSkipListMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  /** Every online device once: when to look whether it was heard. */
  private final TimerWheel<KnownDevice> wheel;

  private final DeviceSightings sightings = new DeviceSightings();
  private final SessionContests contests = new SessionContests();
  private final CameraOverlaps overlaps;
  private final List<BeatListener> listeners = new CopyOnWriteArrayList<>();
  private volatile CameraAssigner assigner;

  /**
   * Devices that were online when the coordinator last went down get as long to return as a
   * connected one that is silent.
   *
   * @param assigner says which deployment each camera belongs to, until {@link #assign}
   */
  public Fleet(
      FleetConfig config,
      CameraAssigner assigner,
      DeviceStore store,
      EventFeed feed,
      EventTime now) {
    this.config = config;
    this.feed = feed;
    this.notices = new DeviceNotices(feed);
    this.overlaps = new CameraOverlaps(feed);
    this.assigner = assigner;
    this.writer = new DeviceWriter(store, this::find, this::stored);
    this.wheel = new TimerWheel<>(SLOTS, SLOT_MS, now.activeMs());
    long grace = (BUSY_FACTOR - 1) * config.awayAfterMs();
    for (Device device : store.all()) {
      KnownDevice known = new KnownDevice(device, now.activeMs() + grace);
      devices.put(device.agentId(), known);
      index.replace(null, device);
      if (device.state() == State.REVOKED) {
        revoked.add(device.agentId());
      } else if (device.online()) {
        watch(known);
      }
    }
  }

  /** From now on a listener is told of each heartbeat that is taken. */
  public void add(BeatListener listener) {
    listeners.add(listener);
  }

  private void stored(String failure) {
    if (failure.isEmpty()) {
      feed.clear(NOT_STORED);
    } else {
      feed.alarm(
          NOT_STORED,
          Severity.ERROR,
          Subject.of("device"),
          "devices are not stored, and are tried again: " + failure);
    }
  }

  private void watch(KnownDevice known) {
    synchronized (wheel) {
      wheel.schedule(known, known.heardMs() + config.awayAfterMs());
    }
  }

  /**
   * An agent has a new session. Where it is accepted, it is welcomed, and takes the place of an
   * older session; else it is closed.
   *
   * @return whether the agent is accepted
   */
  public boolean connect(AgentHello hello, AgentSession session, EventTime now) {
    Optional<String> refusal = refusal(hello.agentId());
    if (refusal.isPresent()) {
      feed.warning(
          Subject.of("device", hello.agentId()).by(hello.agentId()), "refused: " + refusal.get());
      session.close(refusal.get());
      return false;
    }
    KnownDevice fresh = new KnownDevice(Device.of(hello, null, now.wallMs()), now.activeMs());
    KnownDevice known;
    synchronized (fresh) {
      known = devices.putIfAbsent(hello.agentId(), fresh);
      if (known == null) {
        enter(fresh, null, hello, session, now);
      }
    }
    if (known != null && !takeOver(known, hello, session, now)) {
      // It was forgotten or revoked between two lines: it is judged anew.
      return connect(hello, session, now);
    }
    notices.add(DeviceNotices.Kind.ONLINE, hello.agentId());
    return true;
  }

  /** A new session of a device that is known already; false when it is known no more. */
  private boolean takeOver(
      KnownDevice known, AgentHello hello, AgentSession session, EventTime now) {
    AgentSession older;
    boolean alive;
    synchronized (known) {
      Device before = known.device();
      if (known.forgotten() || before.state() == State.REVOKED) {
        return false;
      }
      older = known.session();
      alive = now.activeMs() - known.heardMs() <= ALIVE_BEATS * config.heartbeat().toMillis();
      enter(known, before, hello, session, now);
    }
    if (older != null && older != session) {
      older.close("a newer session of " + hello.agentId() + " took its place");
      if (alive && contests.taken(hello.agentId(), now.activeMs())) {
        feed.alarm(
            SessionContests.alarm(hello.agentId()),
            Severity.WARNING,
            Subject.of("device", hello.agentId()).by(hello.agentId()),
            hello.agentId()
                + " has two sessions at once: its disk was perhaps cloned; revoke or forget it and"
                + " enroll both devices anew");
      }
    }
    return true;
  }

  /** Welcomes a session before others can send commands over it. */
  private void enter(
      KnownDevice known,
      @Nullable Device before,
      AgentHello hello,
      AgentSession session,
      EventTime now) {
    if (before != null && !before.tags().own().equals(hello.tags())) {
      String change = TagChange.between(before.tags().own(), hello.tags()).words();
      notices.add(DeviceNotices.Kind.RETAGGED, hello.agentId(), ": " + change);
    }
    CameraAssigner rule = assigner;
    Device device = assigned(Device.of(hello, before, now.wallMs()), rule);
    known.set(device);
    known.heard(now.activeMs());
    index.replace(before, device);
    if (before == null || !before.online()) {
      watch(known);
    }
    session.welcome();
    session.assign(device.assignment(), rule.escalation());
    known.open(session);
    writer.changed(device.agentId());
  }

  private Optional<String> refusal(String agentId) {
    if (isRevoked(agentId)) {
      return Optional.of(agentId + " was revoked; enroll the device under another id");
    }
    int known = index.known();
    return devices.containsKey(agentId) || known < config.maxDevices()
        ? Optional.empty()
        : Optional.of("this coordinator knows " + known + " devices, which is its limit");
  }

  /** Whether an agent was turned away for good. */
  public boolean isRevoked(String agentId) {
    return revoked.contains(agentId);
  }

  /** Whether this session is its agent's current one. */
  public boolean current(AgentSession session) {
    KnownDevice known = devices.get(session.agentId());
    return known != null && known.has(session);
  }

  /** Takes a heartbeat. */
  public Taken beat(AgentSession session, Heartbeat heartbeat, EventTime now) {
    KnownDevice known = devices.get(session.agentId());
    if (known == null) {
      return Taken.REFUSED;
    }
    synchronized (known) {
      Device before = known.device();
      if (!known.has(session) || before.state() == State.REVOKED) {
        return Taken.REFUSED;
      }
      boolean returned = before.state() == State.AWAY;
      Device after = before.beat(heartbeat, now.wallMs()).in(State.ONLINE, now.wallMs());
      known.heard(now.activeMs());
      known.set(after);
      if (index.moves(before, after)) {
        index.replace(before, after);
      } else {
        index.replaceFigures(before, after);
      }
      listeners.forEach(listener -> listener.beat(before, after));
      if (returned) {
        watch(known);
        notices.add(DeviceNotices.Kind.BACK, after.agentId());
      }
      boolean seenLongAgo = now.activeMs() - known.storedMs() > SEEN_STORED_MS;
      if (returned || seenLongAgo || !before.models().equals(after.models())) {
        known.stored(now.activeMs());
        writer.changed(after.agentId());
      }
      return returned ? Taken.RETURNED : Taken.TAKEN;
    }
  }

  /** A session has ended. The device is away only when it misses its heartbeats. */
  public void disconnect(AgentSession session) {
    KnownDevice known = devices.get(session.agentId());
    if (known != null) {
      synchronized (known) {
        if (known.has(session)) {
          known.open(null);
        }
      }
    }
  }

  /**
   * Time has passed: which devices are away from now on. One that is still connected may only be
   * busy, and is given longer. Changed devices are given to the store.
   */
  public List<Device> missing(EventTime now) {
    List<KnownDevice> due = new ArrayList<>();
    synchronized (wheel) {
      wheel.advance(now.activeMs(), due::add);
    }
    List<Device> gone = new ArrayList<>();
    for (KnownDevice known : due) {
      look(known, now).ifPresent(gone::add);
    }
    notices.flush();
    tellHowManyAreAway();
    writer.flush();
    return gone;
  }

  private void tellHowManyAreAway() {
    int away = count(State.AWAY);
    if (away == 0) {
      feed.clear(SOME_AWAY);
    } else {
      String text =
          String.format(Locale.ROOT, "%,d %s away", away, away == 1 ? "device is" : "devices are");
      feed.alarm(SOME_AWAY, Severity.WARNING, Subject.of("device"), text);
    }
  }

  private Optional<Device> look(KnownDevice known, EventTime now) {
    synchronized (known) {
      Device device = known.device();
      if (!device.online() || known.forgotten()) {
        return Optional.empty();
      }
      long silentMs = now.activeMs() - known.heardMs();
      long patienceMs = (known.session() == null ? 1 : BUSY_FACTOR) * config.awayAfterMs();
      if (silentMs <= patienceMs) {
        // Its connection may end meanwhile: it is looked at again before the longer time is up.
        long againMs =
            silentMs <= config.awayAfterMs()
                ? known.heardMs() + config.awayAfterMs()
                : Math.min(now.activeMs() + config.awayAfterMs(), known.heardMs() + patienceMs);
        synchronized (wheel) {
          wheel.schedule(known, againMs);
        }
        return Optional.empty();
      }
      Device away = device.in(State.AWAY, device.lastSeenMs());
      change(known, away);
      notices.add(DeviceNotices.Kind.AWAY, away.agentId());
      return Optional.of(away);
    }
  }

  private void change(KnownDevice known, Device after) {
    index.replace(known.device(), after);
    known.set(after);
    writer.changed(after.agentId());
  }

  /**
   * Refuses a device for good.
   *
   * @return completes when that is durable; empty when the device is not known
   */
  public Optional<CompletableFuture<Device>> revoke(String agentId) {
    KnownDevice known = devices.get(agentId);
    if (known == null) {
      return Optional.empty();
    }
    AgentSession session;
    Device refused;
    synchronized (known) {
      if (known.forgotten()) {
        return Optional.empty();
      }
      Device before = known.device();
      refused = before.in(State.REVOKED, before.lastSeenMs());
      revoked.add(agentId);
      change(known, refused);
      session = known.session();
      known.open(null);
    }
    feed.warning(Subject.of("device", agentId).byPerson(), agentId + " was revoked");
    contests.forget(agentId);
    feed.clear(SessionContests.alarm(agentId));
    if (session != null) {
      session.close(agentId + " was revoked");
    }
    return Optional.of(writer.writeNow(agentId).thenApply(stored -> refused));
  }

  /**
   * Removes a device and its row. An agent of this name that connects later is a new device, even
   * where the old one was revoked.
   *
   * @param force even while it is connected; its session ends
   * @return completes when that is durable; empty when the device is not known
   * @throws IllegalStateException when it is connected
   */
  public Optional<CompletableFuture<Device>> forget(String agentId, boolean force) {
    KnownDevice known = devices.get(agentId);
    if (known == null) {
      return Optional.empty();
    }
    AgentSession session;
    Device gone;
    synchronized (known) {
      session = known.session();
      if (session != null && !force) {
        throw new IllegalStateException(
            agentId + " is connected; stop its agent first, or revoke it to refuse it for good");
      }
      if (known.forgotten()) {
        return Optional.empty();
      }
      known.forget();
      known.open(null);
      gone = known.device();
      devices.remove(agentId, known);
      index.replace(gone, null);
      revoked.remove(agentId);
    }
    overlaps.put(agentId, List.of());
    sightings.forget(agentId);
    contests.forget(agentId);
    feed.clear(SessionContests.alarm(agentId));
    // That it came is told before that it went.
    notices.flush();
    feed.info(Subject.of("device", agentId).byPerson(), agentId + " was forgotten");
    if (session != null) {
      session.close(agentId + " was forgotten");
    }
    return Optional.of(writer.writeNow(agentId).thenApply(stored -> gone));
  }

  /**
   * An operator changes the tags of a device, or of one of its cameras. Where its cameras then
   * belong to other deployments, the device is told so.
   *
   * @param cameraId empty: the device's own
   * @return completes when that is durable; empty when the device is not known
   * @throws IllegalStateException in one line, when the change is not possible
   */
  public Optional<CompletableFuture<Device>> tag(
      String agentId, String cameraId, TagChange change) {
    KnownDevice known = devices.get(agentId);
    if (known == null) {
      return Optional.empty();
    }
    Device tagged;
    synchronized (known) {
      if (known.forgotten()) {
        return Optional.empty();
      }
      tagged = tagged(known.device(), cameraId, change);
      move(known, assigned(tagged, assigner));
      tagged = known.device();
    }
    String what = cameraId.isEmpty() ? agentId : agentId + "'s camera " + cameraId;
    feed.info(
        Subject.of("device", agentId).byPerson(),
        what + " was tagged by an operator: " + change.words());
    Device stored = tagged;
    return Optional.of(writer.writeNow(agentId).thenApply(done -> stored));
  }

  private static Device tagged(Device device, String cameraId, TagChange change) {
    if (cameraId.isEmpty()) {
      return device.tagged(device.tags().changed(change));
    }
    DeviceCamera camera =
        device
            .camera(cameraId)
            .orElseThrow(
                () -> new IllegalStateException(device.agentId() + " has no camera " + cameraId));
    return device.tagged(cameraId, camera.tags().changed(change));
  }

  // Deployments.

  /**
   * The devices of a deployment.
   *
   * @param minExamples with fewer a device cannot take part in a round
   */
  public Members members(String deployment, int minExamples) {
    // From here on it is told of every change; a device that is entered twice counts once.
    MemberIndex fresh = index.addMembers(deployment, minExamples);
    for (KnownDevice known : devices.values()) {
      synchronized (known) {
        if (!known.forgotten()) {
          fresh.put(known.device());
        }
      }
    }
    return new Members(this, deployment, fresh);
  }

  /** A deployment is gone. */
  public void dropMembers(String deployment) {
    index.dropMembers(deployment);
  }

  /**
   * Another rule says which deployment each camera belongs to, and how frames are escalated:
   * devices for which something changes are told so. Walks over all devices.
   *
   * @return ids of those whose cameras belong to other deployments now; completes when that is
   *     durable
   */
  public CompletableFuture<List<String>> assign(CameraAssigner next) {
    Set<String> others = otherTerms(assigner.escalation(), next.escalation());
    assigner = next;
    List<String> moved = new ArrayList<>();
    for (KnownDevice known : devices.values()) {
      synchronized (known) {
        if (known.forgotten()) {
          continue;
        }
        if (move(known, assigned(known.device(), next))) {
          moved.add(known.device().agentId());
        } else if (known.device().assignment().deployments().stream().anyMatch(others::contains)) {
          tell(known);
        }
      }
    }
    return writer.flush().thenApply(stored -> moved);
  }

  /** Deployments of which one names other terms than the other. */
  private static Set<String> otherTerms(
      Map<String, EscalationTerms> one, Map<String, EscalationTerms> other) {
    Set<String> names = new HashSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
    return names;
  }

  /** What a device would be under a rule; cameras that it leaves undecided are told as an alarm. */
  private Device assigned(Device device, CameraAssigner rule) {
    CameraAssigner.Decision decision = rule.assign(device);
    overlaps.put(device.agentId(), decision.overlaps());
    return decision.assignment().equals(device.assignment())
        ? device
        : device.assigned(decision.assignment());
  }

  /**
   * @return whether cameras belong to other deployments now
   */
  private boolean move(KnownDevice known, Device after) {
    boolean moved = !known.device().assignment().equals(after.assignment());
    if (after != known.device()) {
      change(known, after);
    }
    if (moved) {
      tell(known);
    }
    return moved;
  }

  private void tell(KnownDevice known) {
    AgentSession session = known.session();
    if (session != null) {
      session.assign(known.device().assignment(), assigner.escalation());
    }
  }

  /** The deployment of a camera; empty: it is not known, or belongs to none. */
  public Optional<String> deploymentOf(String agentId, String cameraId) {
    return find(agentId).flatMap(device -> device.assignment().of(cameraId));
  }

  /** Stores what changed lately; completes when it is durable. */
  public CompletableFuture<Void> flush() {
    return writer.flush();
  }

  /** Sends a command, if the agent is connected. */
  public void send(String agentId, Consumer<AgentSession> command) {
    KnownDevice known = devices.get(agentId);
    AgentSession session = known == null ? null : known.session();
    if (session != null) {
      command.accept(session);
    }
  }

  public void keep(AgentSession session, CameraSnapshot snapshot) {
    if (current(session)) {
      sightings.keep(session.agentId(), snapshot);
    }
  }

  public void keep(AgentSession session, DeviceEvent event) {
    if (current(session)) {
      sightings.keep(session.agentId(), event);
    }
  }

  /** What the cameras of devices saw. */
  public DeviceSightings sightings() {
    return sightings;
  }

  public Optional<Device> find(String agentId) {
    return Optional.ofNullable(devices.get(agentId)).map(KnownDevice::device);
  }

  /** All devices, by name. Walks over all of them: not for what happens often. */
  public List<Device> all() {
    return devices.values().stream().map(KnownDevice::device).toList();
  }

  /**
   * A page of a list of devices. Walks over all devices, on the caller's thread and without a lock.
   *
   * @param after where the page before ended; null: the first page
   */
  public DevicePage page(DeviceQuery query, DevicePage.@Nullable Place after, int limit) {
    return DevicePage.of(devices.values().stream().map(KnownDevice::device), query, after, limit);
  }

  /** Whether a device has an open session. */
  public boolean connected(String agentId) {
    KnownDevice known = devices.get(agentId);
    return known != null && known.session() != null;
  }

  /** How many devices run a version, by what they said last. */
  public int running(VersionId version) {
    return index.running(version);
  }

  /** How many devices are in a state. */
  public int count(State state) {
    return index.count(state);
  }

  /** The sums over all devices that are not revoked. */
  public DeviceFigures figures() {
    return index.figures();
  }
}
