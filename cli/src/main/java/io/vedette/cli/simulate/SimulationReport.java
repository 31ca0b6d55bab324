package io.vedette.cli.simulate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation measured. Rates are per second, latencies milliseconds; processor time is in
 * cores: seconds of processor time per second.
 *
 * @param onlineSeconds from the first connection until every agent had an acknowledged heartbeat;
 *     null: it never came to that
 * @param minutes of the load
 * @param restart null: none was asked for
 * @param rollout null: none was asked for
 * @param round null: none was asked for
 * @param kills null: none was asked for
 * @param threads processor time of the coordinator during the load by kind of thread, cores; empty
 *     for a coordinator that was there already
 * @param unanswered frames that were accepted and had no verdict in the end
 * @param away healthy devices that were called away
 * @param dataMiB size of the data directory in the end
 */
record SimulationReport(
    int agents,
    int connections,
    @Nullable Double onlineSeconds,
    List<Minute> minutes,
    @Nullable Restart restart,
    @Nullable FleetTask rollout,
    @Nullable FleetTask round,
    @Nullable Kills kills,
    Map<String, Double> threads,
    long unanswered,
    long away,
    double dataMiB) {

  /** Durations, milliseconds. */
  record Spread(double p50, double p99) {
    static Spread of(LatencyHistogram histogram) {
      return new Spread(histogram.quantile(0.5), histogram.quantile(0.99));
    }
  }

  /**
   * A minute, or the rest of one.
   *
   * @param online agents at its end
   * @param withheld frames that no agent had a grant for
   * @param generatorLate how late the generator itself was with heartbeats
   * @param away devices called away so far
   * @param syncsPerFrame of the disk, per accepted frame
   * @param walBytesPerFrame written to the store's log, per accepted frame
   */
  record Minute(
      double seconds,
      int online,
      double sent,
      double accepted,
      double verdicts,
      double rejected,
      double withheld,
      Spread acceptedAfter,
      Spread verdictAfter,
      double heartbeats,
      Spread heartbeatAfter,
      Spread generatorLate,
      long away,
      double coordinatorCores,
      double generatorCores,
      double teacherCores,
      double residentMiB,
      double heapMiB,
      double syncsPerFrame,
      double walBytesPerFrame) {}

  /**
   * A coordinator that was stopped and started.
   *
   * @param startSeconds until its port was open
   * @param onlineSeconds from then until every agent had an acknowledged heartbeat; null: not in
   *     time
   * @param away devices called away meanwhile
   */
  record Restart(double startSeconds, @Nullable Double onlineSeconds, long away) {}

  /**
   * A rollout, or a round.
   *
   * @param ended its state in the end, as the coordinator says
   * @param seconds from its start to its end; null: it did not end in time
   * @param devices that ended their part well
   * @param reports that agents sent
   * @param controlSeconds processor time of the control thread
   * @param walBytesPerReport written to the store's log; NaN where that is not known
   */
  record FleetTask(
      String ended,
      @Nullable Double seconds,
      long devices,
      long reports,
      double controlSeconds,
      double walBytesPerReport) {}

  /**
   * Kills under load.
   *
   * @param done how many
   * @param accepted frames that were accepted over all lives
   * @param lost accepted frames that no teacher was asked about after a restart, or that have no
   *     verdict in the end
   * @param changed frames with two verdicts
   * @param confirmed frames that were sent again and had the same verdict
   * @param slowestSeconds longest time from a kill until every agent was online again
   */
  record Kills(
      int done, long accepted, long lost, long changed, long confirmed, double slowestSeconds) {}

  /** Whether nothing was lost and nobody was called away without reason. */
  boolean flawless() {
    return onlineSeconds != null
        && away == 0
        && unanswered == 0
        && (kills == null || (kills.lost() == 0 && kills.changed() == 0));
  }
}
