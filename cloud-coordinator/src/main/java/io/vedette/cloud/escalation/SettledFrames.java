package io.vedette.cloud.escalation;

import io.vedette.cloud.escalation.EscalationIndex.Kept;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settled escalations by kind, in the order in which they were settled. No step but {@link #newest}
 * and {@link #newestHeldOut} costs more when more is kept; not safe for use by several threads.
 */
final class SettledFrames {

  /** By the number in the order of settling. */
  private final Map<EscalationState, TreeMap<Long, Kept>> byState =
      new EnumMap<>(EscalationState.class);

  private final RehearsalReservoir rehearsal = new RehearsalReservoir();
  private int heldOutAudits;
  private long answeredBytes;

  SettledFrames() {
    for (EscalationState state : EscalationState.values()) {
      byState.put(state, new TreeMap<>());
    }
  }

  private TreeMap<Long, Kept> of(EscalationState state) {
    return byState.getOrDefault(state, new TreeMap<>());
  }

  void add(Kept kept) {
    of(kept.state()).put(kept.number(), kept);
    heldOutAudits += isHeldOutAudit(kept) ? 1 : 0;
    answeredBytes += kept.state() == EscalationState.QUARANTINED ? 0 : kept.bytes();
  }

  void remove(Kept kept) {
    rehearsal.remove(kept.id());
    if (of(kept.state()).remove(kept.number()) != null) {
      heldOutAudits -= isHeldOutAudit(kept) ? 1 : 0;
      answeredBytes -= kept.state() == EscalationState.QUARANTINED ? 0 : kept.bytes();
    }
  }

  private static boolean isHeldOutAudit(Kept kept) {
    return kept.audit() && kept.state() == EscalationState.HELD_OUT;
  }

  /** How many are held out: audits, or hard frames. */
  int heldOutCount(boolean audits) {
    return audits ? heldOutAudits : count(EscalationState.HELD_OUT) - heldOutAudits;
  }

  /** The newest that are held out, newest first: audits, or hard frames. */
  List<String> newestHeldOut(boolean audits, int limit) {
    return of(EscalationState.HELD_OUT).descendingMap().values().stream()
        .filter(kept -> kept.audit() == audits)
        .limit(limit)
        .map(Kept::id)
        .toList();
  }

  /** The frames that a training rehearses. */
  RehearsalReservoir rehearsal() {
    return rehearsal;
  }

  int count(EscalationState state) {
    return of(state).size();
  }

  /** How many have a verdict that can be used. */
  long answered() {
    return (long) count(EscalationState.ANSWERED) + count(EscalationState.HELD_OUT);
  }

  /** Bytes of the pictures of those. */
  long answeredBytes() {
    return answeredBytes;
  }

  /** The newest of one kind, newest first. */
  List<String> newest(EscalationState state, int limit) {
    return of(state).descendingMap().values().stream().limit(limit).map(Kept::id).toList();
  }

  /** Of those with a verdict, the one that was settled next after a number; null at the end. */
  @Nullable Kept nextAnswered(long number) {
    Map.Entry<Long, Kept> training = of(EscalationState.ANSWERED).higherEntry(number);
    Map.Entry<Long, Kept> heldOut = of(EscalationState.HELD_OUT).higherEntry(number);
    if (training == null || heldOut == null) {
      Map.Entry<Long, Kept> only = training == null ? heldOut : training;
      return only == null ? null : only.getValue();
    }
    return (training.getKey() < heldOut.getKey() ? training : heldOut).getValue();
  }

  /** Of those in the quarantine, the one that was settled next after a number; null at the end. */
  @Nullable Kept nextQuarantined(long number) {
    Map.Entry<Long, Kept> next = of(EscalationState.QUARANTINED).higherEntry(number);
    return next == null ? null : next.getValue();
  }
}
