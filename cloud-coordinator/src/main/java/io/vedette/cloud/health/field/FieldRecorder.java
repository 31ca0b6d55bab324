package io.vedette.cloud.health.field;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.ReportedField;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.cloud.health.FieldBlock;
import io.vedette.cloud.health.HealthEvidence;
import io.vedette.detector.evaluate.AgreementCounts;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Keeps the newest blocks of the devices of all deployments, from their heartbeats and audits. They
 * are in memory: what counts of them for a rollout is stored with it. Safe for use by several
 * threads.
 *
 * <p>Of a larger fleet the first {@value #MAX_DEVICES} devices by name are recorded; the others are
 * not judged. A canary is the first by name, unless the deployment names one.
 */
public final class FieldRecorder implements Fleet.BeatListener, Escalations.Listener {

  static final int MAX_DEVICES = 1_000;

  /** A device that was not heard for so long gives its place to another. */
  private static final long FORGOTTEN_MS = 600_000;

  /** Blocks of a past; with fewer another one is looked for. */
  private static final int ENOUGH = 10;

  private record Key(String agentId, String deployment) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::agentId).thenComparing(Key::deployment);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Key, DeviceBlocks> devices = new TreeMap<>();

  @Override
  public void beat(Device before, Device after) {
    Heartbeat heartbeat = after.heartbeat();
    if (heartbeat == null) {
      return;
    }
    for (StudentStatus student : heartbeat.students()) {
      ReportedField field = student.field();
      if (field != null) {
        beat(after, student, field, heartbeat.uptimeMs());
      }
    }
  }

  private synchronized void beat(
      Device device, StudentStatus student, ReportedField field, long uptimeMs) {
    Key key = new Key(device.agentId(), student.deployment());
    DeviceBlocks blocks = devices.get(key);
    if (blocks == null) {
      if (devices.size() >= MAX_DEVICES) {
        devices.values().removeIf(b -> device.lastSeenMs() - b.seenMs() > FORGOTTEN_MS);
      }
      if (devices.size() >= MAX_DEVICES) {
        if (key.compareTo(devices.lastKey()) > 0) {
          return;
        }
        devices.pollLastEntry();
      }
      blocks = new DeviceBlocks();
      devices.put(key, blocks);
    }
    blocks.beat(student, field, uptimeMs, device.lastSeenMs());
  }

  @Override
  public void settled(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    if (!escalation.audit() || verdict == null) {
      return;
    }
    FieldBlock audit =
        FieldBlock.audit(
            verdict.answeredAtMs(), AgreementCounts.of(escalation.student(), verdict.detections()));
    synchronized (this) {
      DeviceBlocks blocks = devices.get(new Key(escalation.agentId(), escalation.deployment()));
      if (blocks != null) {
        blocks.audit(escalation.modelSha256(), audit);
      }
    }
  }

  /**
   * What is known of the devices that a rollout moved, against what they did before.
   *
   * @param moved which devices have confirmed the version
   * @param stored what was stored of the past
   * @param captured whether that is of these devices; else what is in memory is taken, if it is
   *     enough
   * @param sinceMs when the first of them had moved, milliseconds since the epoch
   */
  public synchronized HealthEvidence evidence(
      String deployment,
      VersionId version,
      Predicate<String> moved,
      List<FieldBlock> stored,
      boolean captured,
      long sinceMs) {
    List<FieldBlock> past = new ArrayList<>();
    Map<String, List<FieldBlock>> now = new TreeMap<>();
    List<FieldBlock> othersBefore = new ArrayList<>();
    List<FieldBlock> othersNow = new ArrayList<>();
    int restarts = 0;
    double seconds = 0;
    for (Map.Entry<Key, DeviceBlocks> entry : devices.entrySet()) {
      DeviceBlocks blocks = entry.getValue();
      if (!entry.getKey().deployment().equals(deployment)) {
        continue;
      }
      if (blocks.runs(version)) {
        if (moved.test(entry.getKey().agentId())) {
          now.put(entry.getKey().agentId(), blocks.now());
          past.addAll(blocks.before());
          restarts += blocks.restarts();
          seconds += blocks.seconds();
        }
      } else {
        blocks.now().forEach(b -> (b.atMs() < sinceMs ? othersBefore : othersNow).add(b));
      }
    }
    List<FieldBlock> own = newest(past.size() < ENOUGH ? othersBefore : past);
    return new HealthEvidence(
        captured || own.size() < ENOUGH ? stored : own,
        now,
        newest(othersBefore),
        newest(othersNow),
        restarts,
        seconds);
  }

  /** In the order of time, and no more than of one device: they are stored with a rollout. */
  private static List<FieldBlock> newest(List<FieldBlock> blocks) {
    List<FieldBlock> kept = new ArrayList<>();
    for (boolean audits : List.of(false, true)) {
      List<FieldBlock> ordered =
          blocks.stream()
              .filter(block -> block.frames() == 0 == audits)
              .sorted(Comparator.comparingLong(FieldBlock::atMs))
              .toList();
      kept.addAll(ordered.subList(Math.max(0, ordered.size() - DeviceBlocks.KEPT), ordered.size()));
    }
    return List.copyOf(kept);
  }
}
