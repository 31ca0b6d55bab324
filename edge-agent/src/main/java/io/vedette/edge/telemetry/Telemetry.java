package io.vedette.edge.telemetry;

import java.util.List;

/**
 * A recording.
 *
 * @param form how it is written, for people
 * @param clock what its times are
 * @param samples in the order of the file
 * @param notes what was left out, assumed or odd, a sentence each
 */
public record Telemetry(
    String form, ClockKind clock, List<TelemetrySample> samples, List<String> notes) {

  /** More samples than this are refused: ten hours at 25 a second. */
  static final int MAX_SAMPLES = 1_000_000;

  public Telemetry {
    samples = List.copyOf(samples);
    notes = List.copyOf(notes);
  }

  /** How many samples have a position. */
  public long positions() {
    return samples.stream().filter(sample -> sample.position() != null).count();
  }
}
