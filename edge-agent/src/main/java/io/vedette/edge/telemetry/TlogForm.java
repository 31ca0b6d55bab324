package io.vedette.edge.telemetry;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings of ground stations: MAVLink messages, each after eight bytes with the microseconds
 * since 1970 at which it came.
 */
final class TlogForm implements TelemetryForm {

  private static final long EARLIEST = 946_684_800_000_000L; // 2000
  private static final long LATEST = 4_102_444_800_000_000L; // 2100

  @Override
  public String name() {
    return "MAVLink recording (tlog)";
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length > 16 && isRecord(head, 0);
  }

  private static boolean isRecord(byte[] file, int at) {
    if (at + 11 > file.length || !MavlinkFrame.isStart(file[at + 8])) {
      return false;
    }
    long micros = ByteBuffer.wrap(file, at, 8).getLong();
    return micros > EARLIEST && micros < LATEST;
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    MavlinkReader reader = new MavlinkReader();
    List<TelemetrySample> samples = new ArrayList<>();
    long skipped = 0;
    long messages = 0;
    long first = -1;
    int at = 0;
    while (at + 11 <= file.length) {
      if (!isRecord(file, at)) {
        at++;
        skipped++;
        continue;
      }
      long micros = ByteBuffer.wrap(file, at, 8).getLong();
      first = first < 0 ? micros : first;
      MavlinkFrame frame = MavlinkFrame.parse(file, at + 8, file.length);
      messages++;
      if (frame != null) {
        Instant time = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
        TelemetrySample sample = reader.accept(frame, (micros - first) / 1e6, time);
        if (sample != null) {
          add(samples, sample);
        }
      }
      at += 8 + MavlinkFrame.length(file, at + 8, file.length);
    }
    if (samples.isEmpty()) {
      throw new TelemetryException(
          "a MAVLink recording of " + messages + " messages, none of them with a position");
    }
    List<String> notes = new ArrayList<>();
    if (skipped > 0) {
      notes.add(skipped + " bytes between messages skipped");
    }
    return new Telemetry(name(), ClockKind.UTC, samples, Timeline.checked(samples, notes));
  }

  private static void add(List<TelemetrySample> samples, TelemetrySample sample)
      throws TelemetryException {
    if (samples.size() == Telemetry.MAX_SAMPLES) {
      throw new TelemetryException("more than " + Telemetry.MAX_SAMPLES + " samples");
    }
    samples.add(sample);
  }
}
