package io.vedette.edge.telemetry;

/** What the times of a recording are. */
public enum ClockKind {
  /** Coordinated universal time. */
  UTC("UTC"),
  /** The clock of the camera, in a time zone that the file does not name. */
  LOCAL("local time of an unknown zone"),
  /** No time of day. */
  NONE("no time of day");

  private final String text;

  ClockKind(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
