/**
 * Where the values of the history come from: {@link HeartbeatMeter} compares each heartbeat with
 * the one before, {@link FrameMeter} listens to accepted frames and verdicts, {@link LevelMeter}
 * reads counts that are kept, {@link AccuracyMeter} the field accuracy. {@link HistoryClock} ticks.
 */
@NullMarked
package io.vedette.cloud.history.source;

import org.jspecify.annotations.NullMarked;
