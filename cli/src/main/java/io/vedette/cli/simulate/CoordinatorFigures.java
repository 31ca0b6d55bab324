package io.vedette.cli.simulate;

import java.util.Map;

/**
 * What a coordinator's process has used since its start.
 *
 * @param processorSeconds of all threads, ended ones too
 * @param threads processor time by kind of thread, seconds
 * @param residentMiB of the whole process; NaN where there is no /proc
 * @param heapMiB used on the Java heap, garbage included
 * @param collectorSeconds that garbage collections took
 * @param syncs of the disk, by what was synced: "wal", "pages", "frames", "other"
 * @param writtenBytes by the same
 */
record CoordinatorFigures(
    double processorSeconds,
    Map<String, Double> threads,
    double residentMiB,
    double heapMiB,
    double collectorSeconds,
    Map<String, Long> syncs,
    Map<String, Long> writtenBytes) {

  long allSyncs() {
    return syncs.values().stream().mapToLong(Long::longValue).sum();
  }
}
