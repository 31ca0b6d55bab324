package io.vedette.cloud.camera;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.AgentSession;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the coordinator wants of the cameras of all devices, and what these say. A change is durable
 * before it is answered; a device that is away gets it when it comes back. Safe for use by several
 * threads: a device has a lock of its own, so that orders leave in the order of the changes.
 */
public final class CameraManagement {

  /** As many as an agent can have. */
  private static final int MAX_CAMERAS = 64;

  /**
   * What a change does, or would do.
   *
   * @param revision of the settings after it
   * @param done false: nothing differs, or it was only asked what would differ
   * @param consequences for the device, a line each
   */
  public record Outcome(
      String agentId,
      String cameraId,
      int revision,
      boolean done,
      List<SettingChange> changes,
      List<String> consequences) {
    public Outcome {
      changes = List.copyOf(changes);
      consequences = List.copyOf(consequences);
    }
  }

  /** The cameras of one device; guarded by itself. */
  private static final class Cameras {
    private final TreeMap<String, WantedSettings> wanted = new TreeMap<>();
    private final TreeMap<String, CameraReport> reports = new TreeMap<>();

    List<CameraOrder> orders() {
      return wanted.values().stream().map(WantedSettings::order).toList();
    }

    CameraView view(String agentId, String cameraId) {
      return new CameraView(agentId, cameraId, wanted.get(cameraId), reports.get(cameraId));
    }
  }

  private final CameraSettingsStore store;
  private final Fleet fleet;
  private final EventFeed feed;
  private final InstantSource clock;
  private final RefusedSettings refused;
  private final Map<String, Cameras> devices = new ConcurrentHashMap<>();

  /** Reads what is stored. */
  public CameraManagement(
      CameraSettingsStore store, Fleet fleet, EventFeed feed, InstantSource clock) {
    this.store = store;
    this.fleet = fleet;
    this.feed = feed;
    this.clock = clock;
    this.refused = new RefusedSettings(feed);
    store.all().forEach(row -> of(row.agentId()).wanted.put(row.cameraId(), row));
  }

  private Cameras of(String agentId) {
    return devices.computeIfAbsent(agentId, id -> new Cameras());
  }

  // What agents bring.

  /** A session of a device has begun: it is told what is wanted of its cameras. */
  public void connected(AgentSession session, Set<String> cameraIds) {
    Cameras cameras = of(session.agentId());
    synchronized (cameras) {
      cameras
          .reports
          .keySet()
          .removeIf(id -> !cameraIds.contains(id) && !cameras.wanted.containsKey(id));
      session.cameras(cameras.orders());
    }
  }

  /** A device says what one of its cameras runs. */
  public void reported(String agentId, CameraReport report) {
    Cameras cameras = of(agentId);
    synchronized (cameras) {
      if (cameras.reports.size() >= MAX_CAMERAS
          && !cameras.reports.containsKey(report.cameraId())) {
        return;
      }
      CameraView before = cameras.view(agentId, report.cameraId());
      cameras.reports.put(report.cameraId(), report);
      CameraView after = cameras.view(agentId, report.cameraId());
      refused.put(after);
      if (before.state() != after.state()) {
        tell(after);
      }
    }
  }

  private void tell(CameraView camera) {
    Subject subject = Subject.of("device", camera.agentId()).by(camera.agentId());
    String revision =
        "camera " + camera.cameraId() + ": revision " + camera.revision() + " of its settings ";
    if (camera.state() == CameraView.State.REFUSED && camera.report() != null) {
      feed.warning(subject, revision + "is refused: " + camera.report().refusal());
    } else if (camera.revision() > 0 && camera.state() != CameraView.State.WAITING) {
      feed.info(subject, revision + "is applied");
    }
  }

  // What people ask and change.

  /**
   * The cameras of a device, or of all, by device and in each device's order.
   *
   * @param agentId empty: of all
   */
  public List<CameraView> list(String agentId) {
    Stream<Device> wanted = agentId.isEmpty() ? fleet.all().stream() : Stream.of(device(agentId));
    return wanted.flatMap(device -> views(device).stream()).toList();
  }

  private List<CameraView> views(Device device) {
    Cameras cameras = of(device.agentId());
    synchronized (cameras) {
      Set<String> ids = new LinkedHashSet<>(device.cameraIds());
      ids.addAll(cameras.wanted.keySet());
      return ids.stream().map(id -> cameras.view(device.agentId(), id)).toList();
    }
  }

  /**
   * @throws IllegalArgumentException when there is no such camera
   */
  public CameraView find(String agentId, String cameraId) {
    return views(device(agentId)).stream()
        .filter(camera -> camera.cameraId().equals(cameraId))
        .findFirst()
        .orElseThrow(() -> unknown(device(agentId), cameraId));
  }

  private Device device(String agentId) {
    return fleet
        .find(agentId)
        .orElseThrow(() -> new IllegalArgumentException(agentId + ": no such device"));
  }

  private static IllegalArgumentException unknown(Device device, String cameraId) {
    List<String> ids = device.cameraIds();
    return new IllegalArgumentException(
        device.agentId()
            + " has no camera "
            + cameraId
            + "; it has "
            + (ids.isEmpty() ? "none" : String.join(", ", ids)));
  }

  /**
   * Sets what is wanted of a camera, in place of what was wanted before.
   *
   * @param settings {@link CameraSettings#NONE}: the camera shall be as the device's file says
   * @param why for people; may be empty
   * @param seen the revision that somebody saw before; empty: whatever there is
   * @param dryRun nothing is changed
   * @throws IllegalArgumentException when there is no such camera
   * @throws IllegalStateException when another change came between, or the device was revoked
   */
  public Outcome apply(
      String agentId,
      String cameraId,
      CameraSettings settings,
      String why,
      OptionalInt seen,
      boolean dryRun) {
    Cameras cameras = of(device(agentId).agentId());
    synchronized (cameras) {
      Device device = device(agentId);
      CameraView before = find(agentId, cameraId);
      if (device.state() == Device.State.REVOKED) {
        throw new IllegalStateException(agentId + " was revoked; its cameras cannot be set");
      }
      if (seen.isPresent() && seen.getAsInt() != before.revision()) {
        throw new IllegalStateException(
            "camera "
                + cameraId
                + " was changed meanwhile: it is at revision "
                + before.revision()
                + ", not "
                + seen.getAsInt()
                + "; look at it again");
      }
      List<SettingChange> changes = SettingChange.between(before.settings(), settings);
      List<String> consequences = SettingConsequences.of(device, before, settings);
      if (dryRun || settings.equals(before.settings())) {
        return new Outcome(agentId, cameraId, before.revision(), false, changes, consequences);
      }
      int revision = before.revision() + 1;
      WantedSettings next =
          new WantedSettings(agentId, cameraId, revision, settings, why, clock.millis());
      store.put(next);
      cameras.wanted.put(cameraId, next);
      fleet.send(agentId, session -> session.cameras(cameras.orders()));
      refused.put(cameras.view(agentId, cameraId));
      feed.info(Subject.of("device", agentId).byPerson(), words(next, changes));
      return new Outcome(agentId, cameraId, revision, true, changes, consequences);
    }
  }

  private static String words(WantedSettings next, List<SettingChange> changes) {
    List<String> keys = new ArrayList<>();
    changes.stream().map(SettingChange::key).limit(6).forEach(keys::add);
    if (changes.size() > keys.size()) {
      keys.add("and " + (changes.size() - keys.size()) + " more");
    }
    return "camera "
        + next.cameraId()
        + ": revision "
        + next.revision()
        + " of its settings changes "
        + String.join(", ", keys)
        + (next.why().isEmpty() ? "" : ": " + next.why());
  }

  /** A device was forgotten: nothing is wanted of its cameras any more. */
  public void forget(String agentId) {
    Cameras cameras = devices.get(agentId);
    if (cameras == null) {
      return;
    }
    synchronized (cameras) {
      cameras.wanted.keySet().forEach(cameraId -> store.remove(agentId, cameraId));
      cameras.wanted.clear();
      cameras.reports.clear();
      devices.remove(agentId);
      refused.forget(agentId);
    }
  }
}
