package io.vedette.cloud.commit;

import java.time.Duration;

/** Lanes for tests. */
public final class LaneConfigs {

  private LaneConfigs() {}

  /** The usual lane with another interval between two writes. */
  public static LaneConfig every(Duration interval) {
    LaneConfig usual = LaneConfig.defaults();
    return new LaneConfig(
        interval,
        usual.cycleFrames(),
        usual.cycleFrameBytes(),
        usual.cycleRecordBytes(),
        usual.queueFrameBytes(),
        usual.queueRecords(),
        usual.reserveBytes());
  }
}
