package io.vedette.cli.simulate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what simulated agents send and what comes back. Safe for use by several threads. */
final class FleetMeter {

  /** What happened between two readings. */
  static final class Interval {
    final long startNanos = System.nanoTime();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong accepted = new AtomicLong();
    final AtomicLong verdicts = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();

    /** Frames that were due when no agent had a grant. */
    final AtomicLong withheld = new AtomicLong();

    final AtomicLong heartbeats = new AtomicLong();
    final AtomicLong lostStreams = new AtomicLong();
    final LatencyHistogram acceptedAfter = new LatencyHistogram();
    final LatencyHistogram verdictAfter = new LatencyHistogram();
    final LatencyHistogram heartbeatAfter = new LatencyHistogram();

    /** How late the generator itself was with heartbeats: its own fault. */
    final LatencyHistogram generatorLate = new LatencyHistogram();
  }

  /** Agents whose present session has an acknowledged heartbeat. */
  final AtomicInteger online = new AtomicInteger();

  final AtomicLong accepted = new AtomicLong();
  final AtomicLong verdicts = new AtomicLong();
  final AtomicLong givenUp = new AtomicLong();

  /** Reports on commands, and installs and updates of rollouts and rounds that ended well. */
  final AtomicLong reports = new AtomicLong();

  final AtomicLong installs = new AtomicLong();
  final AtomicLong updates = new AtomicLong();

  private volatile Interval lap = new Interval();
  private volatile Interval minute = new Interval();

  /** The next reading of the progress line. */
  Interval nextLap() {
    Interval ended = lap;
    lap = new Interval();
    return ended;
  }

  Interval nextMinute() {
    Interval ended = minute;
    minute = new Interval();
    return ended;
  }

  void sent() {
    lap.sent.incrementAndGet();
    minute.sent.incrementAndGet();
  }

  void withheld(long frames) {
    lap.withheld.addAndGet(frames);
    minute.withheld.addAndGet(frames);
  }

  void accepted(long nanos) {
    accepted.incrementAndGet();
    lap.accepted.incrementAndGet();
    minute.accepted.incrementAndGet();
    lap.acceptedAfter.record(nanos);
    minute.acceptedAfter.record(nanos);
  }

  void verdict(long nanos) {
    verdicts.incrementAndGet();
    lap.verdicts.incrementAndGet();
    minute.verdicts.incrementAndGet();
    lap.verdictAfter.record(nanos);
    minute.verdictAfter.record(nanos);
  }

  /**
   * @param wasAccepted the coordinator had promised a verdict
   */
  void rejected(boolean wasAccepted) {
    if (wasAccepted) {
      givenUp.incrementAndGet();
    }
    lap.rejected.incrementAndGet();
    minute.rejected.incrementAndGet();
  }

  void heartbeat(long lateNanos) {
    lap.generatorLate.record(lateNanos);
    minute.generatorLate.record(lateNanos);
  }

  void acknowledged(long nanos) {
    lap.heartbeats.incrementAndGet();
    minute.heartbeats.incrementAndGet();
    lap.heartbeatAfter.record(nanos);
    minute.heartbeatAfter.record(nanos);
  }

  void report() {
    reports.incrementAndGet();
  }

  /**
   * @param rolloutId empty: the install belongs to no rollout
   */
  void installed(String rolloutId) {
    if (!rolloutId.isEmpty()) {
      installs.incrementAndGet();
    }
  }

  void updated() {
    updates.incrementAndGet();
  }

  void lostStream() {
    lap.lostStreams.incrementAndGet();
    minute.lostStreams.incrementAndGet();
  }
}
