package io.vedette.cloud.escalation;

import io.vedette.cloud.frame.FrameLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all escalations without reading them: which wait, in what order the others were
 * settled, and the totals. No step costs more when more is kept. Safe for use by several threads;
 * several steps that belong together hold its monitor.
 *
 * <p>Thin: refused frames and forgotten escalations leave the totals at a restart.
 */
final class EscalationIndex {

  /** What a settled escalation is there for. */
  enum Kind {
    TRAINING,
    HELD_OUT,
    QUARANTINED;

    static Kind of(AcceptedEscalation settled) {
      if (settled.rejected() != null) {
        return QUARANTINED;
      }
      return settled.heldOut() ? HELD_OUT : TRAINING;
    }
  }

  /** A settled escalation. */
  record Kept(
      String id,
      Kind kind,
      long number,
      long atMs,
      String frameSha256,
      @Nullable FrameLocation place,
      long bytes) {}

  private final Map<String, AcceptedEscalation> waiting = new LinkedHashMap<>();
  private final Map<String, Kept> settled = new HashMap<>();

  /** By the number in the order of settling. */
  private final Map<Kind, TreeMap<Long, Kept>> byKind = new EnumMap<>(Kind.class);

  private long settlements;
  private long keptBytes;
  private long accepted;
  private long answers;
  private long rejected;
  private long bytes;
  private long audits;
  private long heldOut;

  EscalationIndex() {
    for (Kind kind : Kind.values()) {
      byKind.put(kind, new TreeMap<>());
    }
  }

  synchronized void accepted(AcceptedEscalation escalation) {
    accepted++;
    bytes += escalation.frameBytes();
    audits += escalation.audit() ? 1 : 0;
    heldOut += escalation.heldOut() ? 1 : 0;
    waiting.put(escalation.id(), escalation);
  }

  synchronized void settled(AcceptedEscalation escalation) {
    waiting.remove(escalation.id());
    Kept kept =
        new Kept(
            escalation.id(),
            Kind.of(escalation),
            ++settlements,
            escalation.changedAtMs(),
            escalation.frameSha256(),
            escalation.place(),
            escalation.frameBytes());
    keep(kept);
    if (escalation.verdict() == null) {
      rejected++;
    } else {
      answers++;
    }
  }

  /** A settled one was stored anew: its picture is elsewhere, or damaged. */
  synchronized void changed(AcceptedEscalation escalation) {
    Kept known = settled.get(escalation.id());
    if (known != null) {
      forget(List.of(known));
      Kept changed =
          new Kept(
              known.id(),
              Kind.of(escalation),
              known.number(),
              known.atMs(),
              known.frameSha256(),
              escalation.place(),
              known.bytes());
      keep(changed);
    }
  }

  private void keep(Kept kept) {
    settled.put(kept.id(), kept);
    of(kept.kind()).put(kept.number(), kept);
    keptBytes += kept.kind() == Kind.QUARANTINED ? 0 : kept.bytes();
  }

  /** The settled ones whose pictures are in a segment. */
  synchronized List<String> inSegment(long segment) {
    return settled.values().stream()
        .filter(k -> k.place() != null && k.place().segment() == segment)
        .map(Kept::id)
        .toList();
  }

  synchronized void refused() {
    rejected++;
  }

  private TreeMap<Long, Kept> of(Kind kind) {
    return byKind.getOrDefault(kind, new TreeMap<>());
  }

  synchronized @Nullable AcceptedEscalation waiting(String id) {
    return waiting.get(id);
  }

  synchronized boolean isSettled(String id) {
    return settled.containsKey(id);
  }

  synchronized int waitingCount() {
    return waiting.size();
  }

  synchronized List<String> waitingIds() {
    return List.copyOf(waiting.keySet());
  }

  /** The newest of one kind, newest first. */
  synchronized List<String> newest(Kind kind, int limit) {
    return of(kind).descendingMap().values().stream().limit(limit).map(Kept::id).toList();
  }

  /** How many of one kind are kept. */
  synchronized int count(Kind kind) {
    return of(kind).size();
  }

  /**
   * The settled ones beyond the bounds of a retention, oldest first.
   *
   * @param used digests of frames that are kept all the same
   * @param limit of them, at most
   */
  synchronized List<Kept> expired(
      FrameRetentionConfig retention, long nowMs, Set<String> used, int limit) {
    List<Kept> found = new ArrayList<>();
    long frames = (long) of(Kind.TRAINING).size() + of(Kind.HELD_OUT).size();
    long left = keptBytes;
    long oldestMs = nowMs - retention.maxAge().toMillis();
    for (Kept kept = nextAnswered(-1); kept != null; kept = nextAnswered(kept.number())) {
      boolean beyond =
          frames > retention.maxFrames() || left > retention.maxBytes() || kept.atMs() < oldestMs;
      if (!beyond || found.size() >= limit) {
        break;
      }
      if (!used.contains(kept.frameSha256())) {
        found.add(kept);
        frames--;
        left -= kept.bytes();
      }
    }
    int surplus = count(Kind.QUARANTINED) - retention.maxQuarantined();
    of(Kind.QUARANTINED).values().stream().limit(Math.max(0, surplus)).forEach(found::add);
    return found;
  }

  /** Of those with a verdict, the one that was settled next after a number; null at the end. */
  private @Nullable Kept nextAnswered(long number) {
    Map.Entry<Long, Kept> training = of(Kind.TRAINING).higherEntry(number);
    Map.Entry<Long, Kept> heldOut = of(Kind.HELD_OUT).higherEntry(number);
    if (training == null || heldOut == null) {
      Map.Entry<Long, Kept> only = training == null ? heldOut : training;
      return only == null ? null : only.getValue();
    }
    return (training.getKey() < heldOut.getKey() ? training : heldOut).getValue();
  }

  synchronized void forget(Collection<Kept> gone) {
    for (Kept kept : gone) {
      settled.remove(kept.id());
      of(kept.kind()).remove(kept.number());
      keptBytes -= kept.kind() == Kind.QUARANTINED ? 0 : kept.bytes();
    }
  }

  synchronized EscalationCounts totals() {
    return new EscalationCounts(
        accepted, answers, waiting.size(), rejected, bytes, audits, heldOut);
  }
}
