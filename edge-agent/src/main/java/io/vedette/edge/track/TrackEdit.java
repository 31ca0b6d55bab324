package io.vedette.edge.track;

import io.vedette.detector.Detection;

/** What a verdict changes about the tracks of a camera. */
public sealed interface TrackEdit {

  /** The student was right. */
  record Confirm(long trackId) implements TrackEdit {}

  /** Right place, wrong name. */
  record Relabel(long trackId, Detection teacher) implements TrackEdit {}

  /** There is nothing. */
  record Remove(long trackId) implements TrackEdit {}

  /** The student missed it; the box is where it was in the escalated frame. */
  record Add(Detection teacher) implements TrackEdit {}
}
