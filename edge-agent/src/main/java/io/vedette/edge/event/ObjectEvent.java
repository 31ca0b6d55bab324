package io.vedette.edge.event;

import io.vedette.edge.track.Track.Standing;
import java.util.List;

/**
 * An object that was before a camera, from its coming to its going.
 *
 * @param id unique on the device, and a file name
 * @param camera which camera
 * @param label what it was, by the teacher where it was asked
 * @param score the best, the student's or the teacher's
 * @param standing what the teacher thought of it; removed: nothing was there after all
 * @param startMillis when it was first seen, since the epoch
 * @param endMillis when it was last seen
 * @param zones that it stood in, by name
 * @param box of the snapshot's frame: left, top, right, bottom, 0 to 1 of its width and height
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
    List<Float> box) {

  public ObjectEvent {
    zones = List.copyOf(zones);
    box = List.copyOf(box);
  }
}
