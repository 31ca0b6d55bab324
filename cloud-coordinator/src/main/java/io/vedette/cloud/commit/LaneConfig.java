package io.vedette.cloud.commit;

import java.time.Duration;

/**
 * Bounds of a commit lane.
 *
 * @param interval from the beginning of one cycle to the next, at least
 * @param cycleFrames pictures of one cycle
 * @param cycleFrameBytes their bytes
 * @param cycleRecordBytes bytes of the records of one cycle
 * @param queueFrameBytes bytes of pictures that wait; more are refused
 * @param queueRecords submissions that wait; more are refused
 * @param reserveBytes while the disk has less than this free, pictures are refused
 */
public record LaneConfig(
    Duration interval,
    int cycleFrames,
    long cycleFrameBytes,
    int cycleRecordBytes,
    long queueFrameBytes,
    int queueRecords,
    long reserveBytes) {

  public static LaneConfig defaults() {
    return new LaneConfig(
        Duration.ofMillis(50), 500, 16L << 20, 2 << 20, 64L << 20, 100_000, 256L << 20);
  }
}
