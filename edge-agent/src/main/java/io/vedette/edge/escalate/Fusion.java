package io.vedette.edge.escalate;

import io.vedette.detector.Detection;
import io.vedette.edge.track.Seen;
import io.vedette.edge.track.TrackEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * A verdict held against what the student saw on the same frame.
 *
 * @param edits what changes about the tracks
 * @param confirmed objects both see alike
 * @param relabelled objects both see under different names
 * @param added objects only the teacher sees
 * @param removed objects only the student sees
 */
public record Fusion(List<TrackEdit> edits, int confirmed, int relabelled, int added, int removed) {

  private static final float SAME_OBJECT = 0.5f;

  /**
   * Compares, greedily by overlap.
   *
   * @param student what the student saw; a track id that no longer exists does no harm
   * @param teacher the verdict's detections
   * @param labels the student's labels: the teacher's class ids are translated to them by name
   */
  public static Fusion of(List<Seen> student, List<Detection> teacher, List<String> labels) {
    List<Seen> left = new ArrayList<>(student);
    List<TrackEdit> edits = new ArrayList<>();
    int confirmed = 0;
    int relabelled = 0;
    int added = 0;
    for (Detection seen : teacher) {
      Detection truth =
          new Detection(seen.box(), labels.indexOf(seen.label()), seen.label(), seen.score());
      Seen match = best(left, truth);
      if (match == null) {
        edits.add(new TrackEdit.Add(truth));
        added++;
        continue;
      }
      left.remove(match);
      if (match.detection().label().equals(truth.label())) {
        edits.add(new TrackEdit.Confirm(match.trackId()));
        confirmed++;
      } else {
        edits.add(new TrackEdit.Relabel(match.trackId(), truth));
        relabelled++;
      }
    }
    left.forEach(seen -> edits.add(new TrackEdit.Remove(seen.trackId())));
    return new Fusion(List.copyOf(edits), confirmed, relabelled, added, left.size());
  }

  private static @org.jspecify.annotations.Nullable Seen best(
      List<Seen> candidates, Detection truth) {
    Seen best = null;
    float overlap = SAME_OBJECT;
    for (Seen candidate : candidates) {
      float iou = candidate.detection().box().iou(truth.box());
      if (iou >= overlap) {
        best = candidate;
        overlap = iou;
      }
    }
    return best;
  }
}
