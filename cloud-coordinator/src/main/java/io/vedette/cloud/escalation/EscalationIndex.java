package io.vedette.cloud.escalation;

import io.vedette.cloud.frame.FrameLocation;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all escalations without reading them, together and by deployment: which wait, in
 * what order the others were settled, and the totals. No step costs more when more is kept. Safe
 * for use by several threads; several steps that belong together hold its monitor.
 *
 * <p>Thin: refused frames and forgotten escalations leave the totals at a restart.
 */
final class EscalationIndex {

  /** A settled escalation. */
  record Kept(
      FramePosition position,
      String deployment,
      EscalationState state,
      boolean audit,
      long number,
      long atMs,
      String frameSha256,
      @Nullable FrameLocation place,
      long bytes) {

    String id() {
      return position.id();
    }
  }

  /** Of all escalations, or of those of one deployment. */
  private static final class Part {
    final EscalationCounter counter = new EscalationCounter();
    final SettledFrames settled = new SettledFrames();
  }

  private final Map<String, AcceptedEscalation> waiting = new LinkedHashMap<>();
  private final Map<String, Kept> settled = new HashMap<>();
  private final Part all = new Part();

  /** By the name of the deployment; those that had frames since the start. */
  private final Map<String, Part> byDeployment = new HashMap<>();

  private final FrameTraitsIndex traits = new FrameTraitsIndex();
  private long settlements;

  private Part of(String deployment) {
    return byDeployment.computeIfAbsent(deployment, name -> new Part());
  }

  synchronized void accepted(AcceptedEscalation escalation) {
    all.counter.accepted(escalation);
    of(escalation.deployment()).counter.accepted(escalation);
    waiting.put(escalation.id(), escalation);
    traits.put(FrameTraits.of(escalation));
  }

  synchronized void settled(AcceptedEscalation escalation) {
    waiting.remove(escalation.id());
    keep(
        new Kept(
            FramePosition.of(escalation),
            escalation.deployment(),
            EscalationState.of(escalation),
            escalation.audit(),
            ++settlements,
            escalation.changedAtMs(),
            escalation.frameSha256(),
            escalation.place(),
            escalation.frameBytes()),
        escalation);
    traits.put(FrameTraits.of(escalation));
    all.counter.settled(escalation);
    of(escalation.deployment()).counter.settled(escalation);
  }

  /** A settled one was stored anew: its picture is elsewhere, or damaged. */
  synchronized void changed(AcceptedEscalation escalation) {
    Kept known = settled.get(escalation.id());
    if (known != null) {
      drop(known);
      Kept changed =
          new Kept(
              known.position(),
              known.deployment(),
              EscalationState.of(escalation),
              known.audit(),
              known.number(),
              known.atMs(),
              known.frameSha256(),
              escalation.place(),
              known.bytes());
      keep(changed, escalation);
      traits.put(FrameTraits.of(escalation));
    }
  }

  private void keep(Kept kept, AcceptedEscalation escalation) {
    settled.put(kept.id(), kept);
    all.settled.add(kept);
    SettledFrames ofDeployment = of(kept.deployment()).settled;
    ofDeployment.add(kept);
    TeacherVerdict verdict = escalation.verdict();
    if (kept.state() == EscalationState.ANSWERED && verdict != null) {
      ofDeployment.rehearsal().offer(kept, verdict.labels());
    }
  }

  /** The settled ones whose pictures are in a segment. */
  synchronized List<String> inSegment(long segment) {
    return settled.values().stream()
        .filter(k -> k.place() != null && k.place().segment() == segment)
        .map(Kept::id)
        .toList();
  }

  synchronized void refused(String deployment) {
    all.counter.refused();
    of(deployment).counter.refused();
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

  synchronized Map<String, Long> waitingByDeployment() {
    Map<String, Long> counts = new HashMap<>();
    byDeployment.forEach(
        (deployment, part) -> {
          if (part.counter.waiting() > 0) {
            counts.put(deployment, part.counter.waiting());
          }
        });
    return counts;
  }

  synchronized List<String> waitingIds() {
    return List.copyOf(waiting.keySet());
  }

  /** The newest of one kind, newest first. */
  synchronized List<String> newest(EscalationState state, int limit) {
    return all.settled.newest(state, limit);
  }

  /** The newest of one kind of a deployment, newest first. */
  synchronized List<String> newest(String deployment, EscalationState state, int limit) {
    Part part = byDeployment.get(deployment);
    return part == null ? List.of() : part.settled.newest(state, limit);
  }

  /** Frames of a deployment to rehearse: see {@link RehearsalReservoir#choose}. */
  synchronized List<String> rehearsal(String deployment, int count, Set<String> without) {
    Part part = byDeployment.get(deployment);
    return part == null ? List.of() : part.settled.rehearsal().choose(count, without);
  }

  /** The newest frames of a deployment that are held out, newest first: audits, or hard ones. */
  synchronized List<String> newestHeldOut(String deployment, boolean audits, int limit) {
    Part part = byDeployment.get(deployment);
    return part == null ? List.of() : part.settled.newestHeldOut(audits, limit);
  }

  /** How many frames of a deployment are held out: audits, or hard ones. */
  synchronized int heldOutCount(String deployment, boolean audits) {
    Part part = byDeployment.get(deployment);
    return part == null ? 0 : part.settled.heldOutCount(audits);
  }

  /** How many of one kind are kept. */
  synchronized int count(EscalationState state) {
    return all.settled.count(state);
  }

  /** How many of one kind of a deployment are kept. */
  synchronized int count(String deployment, EscalationState state) {
    Part part = byDeployment.get(deployment);
    return part == null ? 0 : part.settled.count(state);
  }

  /**
   * The settled ones beyond the bounds of a retention, in the order in which {@link ExpiredFrames}
   * go.
   *
   * @param used digests of frames that are kept all the same
   * @param limit of them, at most
   */
  synchronized List<Kept> expired(
      FrameRetentionConfig retention, long nowMs, Set<String> used, int limit) {
    List<SettledFrames> deployments =
        byDeployment.values().stream().map(part -> part.settled).toList();
    return ExpiredFrames.of(retention, deployments, nowMs, used, limit);
  }

  synchronized void forget(Collection<Kept> gone) {
    for (Kept kept : gone) {
      drop(kept);
      traits.remove(kept.position());
    }
  }

  private void drop(Kept kept) {
    settled.remove(kept.id());
    all.settled.remove(kept);
    of(kept.deployment()).settled.remove(kept);
  }

  /**
   * What filters ask of the frames that wait and of the settled ones; asked without the monitor.
   */
  FrameTraitsIndex traits() {
    return traits;
  }

  synchronized EscalationCounts totals() {
    return all.counter.counts();
  }

  /** The totals of a deployment. */
  synchronized EscalationCounts totals(String deployment) {
    Part part = byDeployment.get(deployment);
    return part == null ? EscalationCounts.NONE : part.counter.counts();
  }
}
