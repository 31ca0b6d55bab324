package io.vedette.edge.telemetry;

/**
 * How a camera's telemetry is.
 *
 * @param words for people, such as "position 0.2 s old, accuracy 1.4 m"; "" without telemetry
 * @param known whether the place is known now
 */
public record TelemetryStatus(String words, boolean known) {

  /** Of a camera without telemetry. */
  public static final TelemetryStatus NONE = new TelemetryStatus("", false);
}
