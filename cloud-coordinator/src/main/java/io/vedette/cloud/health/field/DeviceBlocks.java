package io.vedette.cloud.health.field;

import io.vedette.cloud.fleet.ReportedField;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.cloud.health.FieldBlock;
import io.vedette.detector.evaluate.AgreementCounts;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest blocks of one device's student: of the model that it runs, and of the one before. */
final class DeviceBlocks {

  /** Blocks of a model that are kept, about four minutes, and as many audits. */
  static final int KEPT = 120;

  /** Frames of a block; with fewer it goes on until the next heartbeat. */
  private static final long FRAMES = 10;

  /** What one model answered. */
  private static final class Model {
    final String digest;
    final @Nullable VersionId version;
    final long beganMs;
    final Deque<FieldBlock> blocks = new ArrayDeque<>();
    final Deque<FieldBlock> audits = new ArrayDeque<>();
    ReportedField counted;
    int restarts;

    Model(String digest, @Nullable VersionId version, long beganMs, ReportedField counted) {
      this.digest = digest;
      this.version = version;
      this.beganMs = beganMs;
      this.counted = counted;
    }

    void add(FieldBlock block) {
      add(blocks, block);
    }

    void audit(FieldBlock audit) {
      add(audits, audit);
    }

    private static void add(Deque<FieldBlock> to, FieldBlock block) {
      to.add(block);
      if (to.size() > KEPT) {
        to.remove();
      }
    }

    List<FieldBlock> all() {
      return Stream.concat(blocks.stream(), audits.stream())
          .sorted(Comparator.comparingLong(FieldBlock::atMs))
          .toList();
    }
  }

  private @Nullable Model before;
  private @Nullable Model now;
  private long uptimeMs;
  private long seenMs;

  /** Takes a heartbeat. Counts that are lower than before began anew. */
  void beat(StudentStatus student, ReportedField field, long uptime, long atMs) {
    Model model = now;
    boolean restarted = uptime < uptimeMs;
    seenMs = atMs;
    uptimeMs = uptime;
    if (model == null || !model.digest.equals(student.modelSha256())) {
      if (model != null) {
        before = model;
      }
      // What was counted before is not of a known time: the first block begins here.
      now = new Model(student.modelSha256(), student.installed(), atMs, field);
      return;
    }
    if (restarted) {
      model.restarts++;
      model.counted = ReportedField.NONE;
    } else if (field.frames() < model.counted.frames()) {
      model.counted = field;
    }
    if (field.frames() - model.counted.frames() >= FRAMES) {
      model.add(block(model.counted, field, atMs));
      model.counted = field;
    }
  }

  private static FieldBlock block(ReportedField from, ReportedField to, long atMs) {
    Long[] latencies = new Long[to.latencies().size()];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] =
          grown(i < from.latencies().size() ? from.latencies().get(i) : 0, to.latencies().get(i));
    }
    Map<String, Long> classes = new HashMap<>();
    to.classes()
        .forEach(
            (label, count) -> {
              long more = grown(from.classes().getOrDefault(label, 0L), count);
              if (more > 0) {
                classes.put(label, more);
              }
            });
    return new FieldBlock(
        atMs,
        to.frames() - from.frames(),
        grown(from.empty(), to.empty()),
        grown(from.objects(), to.objects()),
        Math.max(0, to.scoreSum() - from.scoreSum()),
        List.of(latencies),
        classes,
        grown(from.failed(), to.failed()),
        grown(from.dropped(), to.dropped()),
        AgreementCounts.NONE);
  }

  private static long grown(long before, long after) {
    return Math.max(0, after - before);
  }

  /** Takes an audit of one of its models. */
  void audit(String modelSha256, FieldBlock audit) {
    Model current = now;
    Model earlier = before;
    if (current != null && current.digest.equals(modelSha256)) {
      current.audit(audit);
    } else if (earlier != null && earlier.digest.equals(modelSha256)) {
      earlier.audit(audit);
    }
  }

  long seenMs() {
    return seenMs;
  }

  boolean runs(VersionId version) {
    return now != null && version.equals(now.version);
  }

  /** Blocks of the model that it runs. */
  List<FieldBlock> now() {
    return now == null ? List.of() : now.all();
  }

  /** Blocks of the model before. */
  List<FieldBlock> before() {
    return before == null ? List.of() : before.all();
  }

  int restarts() {
    return now == null ? 0 : now.restarts;
  }

  /** For how long it has been seen with the model that it runs, seconds. */
  double seconds() {
    return now == null ? 0 : (seenMs - now.beganMs) / 1_000.0;
  }
}
