package io.vedette.edge.event;

import io.vedette.edge.track.Track.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that a camera saw, from the first to the last frame that shows it.
 *
 * @param id unique on the device; also a file name
 * @param camera which camera
 * @param label what it is, by the teacher where it was asked
 * @param score the highest, of student or teacher
 * @param standing by the teacher; REMOVED: it saw nothing there
 * @param startMillis when it was first seen, since the epoch
 * @param endMillis when it was last seen
 * @param zones that it was in, by name
 * @param box of the snapshot's frame: left, top, right, bottom, 0 to 1 of its width and height
 * @param place where it was in the snapshot's frame; null for a camera without telemetry
 */
public record ObjectEvent(
    String id,
    String camera,
    String label,
    float score,
    Standing standing,
    long startMillis,
    long endMillis,
    List<String> zones,
    List<Float> box,
    @Nullable EventPlace place) {

  public ObjectEvent {
    zones = List.copyOf(zones);
    box = List.copyOf(box);
  }
}
