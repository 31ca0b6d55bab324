package io.vedette.cloud.escalation;

import java.util.Comparator;

/**
 * Where an accepted frame is in the list of all, newest first.
 *
 * @param acceptedAtMs milliseconds since the epoch
 * @param id of its escalation
 */
public record FramePosition(long acceptedAtMs, String id) implements Comparable<FramePosition> {

  private static final Comparator<FramePosition> NEWEST_FIRST =
      Comparator.comparingLong(FramePosition::acceptedAtMs)
          .reversed()
          .thenComparing(FramePosition::id);

  public static FramePosition of(AcceptedEscalation escalation) {
    return new FramePosition(escalation.acceptedAtMs(), escalation.id());
  }

  @Override
  public int compareTo(FramePosition other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
