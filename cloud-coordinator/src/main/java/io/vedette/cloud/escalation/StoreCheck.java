package io.vedette.cloud.escalation;

import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameSegments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the records promise against the segments, at the start: every picture must lie within a file
 * that is there. Whether its bytes are right is found out when it is read.
 */
public final class StoreCheck {

  /** Of one kind of damage, so many are named one by one. */
  private static final int NAMED = 5;

  private StoreCheck() {}

  /**
   * Puts every frame whose picture cannot be there into the quarantine.
   *
   * @param lostWrites writes of the store that its damaged log has lost
   * @return one line for people for each kind of damage; none when all is well
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public static List<String> run(Escalations escalations, FrameSegments segments, long lostWrites)
      throws IOException {
    Map<Long, Long> sizes = new HashMap<>();
    for (long segment : segments.segments()) {
      sizes.put(segment, segments.bytes(segment));
    }
    Map<String, String> missing = new HashMap<>();
    long[] records = new long[1];
    escalations
        .queries()
        .forEach(
            escalation -> {
              records[0]++;
              FrameLocation place = escalation.place();
              if (place == null || escalation.rejected() != null) {
                return;
              }
              Long size = sizes.get(place.segment());
              if (size == null) {
                missing.put(escalation.id(), "segment " + place.segment() + " is missing");
              } else if (place.offset() + place.length() > size) {
                missing.put(escalation.id(), "segment " + place.segment() + " ends before it");
              }
            });
    missing.forEach((id, why) -> escalations.damaged(id, "its picture is gone: " + why));
    List<String> found = new ArrayList<>();
    if (lostWrites > 0) {
      found.add(
          "the log of the store is damaged: its last "
              + lostWrites
              + " writes are lost; agents send the frames again that have no verdict yet");
    }
    if (records[0] == 0 && !sizes.isEmpty() && lostWrites == 0) {
      found.add(
          "there are pictures of frames in "
              + sizes.size()
              + " segments and no records of them: is the store's folder missing?");
    }
    if (!missing.isEmpty()) {
      found.add(
          missing.size()
              + " frames are in the quarantine, their pictures are gone: "
              + missing.entrySet().stream()
                  .limit(NAMED)
                  .map(e -> e.getKey() + " (" + e.getValue() + ")")
                  .toList());
    }
    return found;
  }
}
