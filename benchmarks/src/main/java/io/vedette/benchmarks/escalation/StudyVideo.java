package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import io.vedette.edge.view.GreyGrid;
import java.util.List;

/** A video's frames in order, as detections at their working points. */
record Film(String name, List<String> labels, List<Scene> scenes) {

  /**
   * One frame.
   *
   * @param index in the video
   * @param shown the student's, at or above its threshold
   * @param peaks the student's below it
   * @param answer what the teacher would answer
   * @param sure objects of the answer that the teacher does not waver on
   * @param wavering its other objects, down to those it only just does not show
   */
  record Scene(
      long index,
      long millis,
      int width,
      int height,
      GreyGrid grey,
      List<Detection> shown,
      List<Detection> peaks,
      List<Detection> answer,
      List<Detection> sure,
      List<Detection> wavering,
      int bytes) {

    /**
     * What was shown of it, counted.
     *
     * @param strict whether objects on which the teacher wavers count, too
     */
    DetectionCounts tally(List<Detection> objects, boolean strict) {
      return strict
          ? DetectionCounts.of(objects, answer)
          : DetectionCounts.of(objects, sure, wavering);
    }
  }

  /** Bytes of a whole frame, on average. */
  double meanBytes() {
    return scenes.stream().mapToInt(Scene::bytes).average().orElse(1);
  }

  /** A score so little above or below its threshold crosses it with the next frame. */
  private static final float WAVERS_ABOVE = 0.1f;

  private static final float WAVERS_BELOW = 0.2f;

  /** As in an agent: weaker candidates say nothing. */
  static final float FLOOR = 0.05f;

  static Scene scene(FrameRow row, List<String> labels, float studentAt, float teacherAt) {
    List<Detection> seen = FrameRow.detections(row.student(), labels);
    List<Detection> taught = FrameRow.detections(row.teacher(), labels);
    float above = teacherAt + WAVERS_ABOVE;
    float below = teacherAt - WAVERS_BELOW;
    return new Scene(
        row.index(),
        Math.round(row.millis()),
        row.width(),
        row.height(),
        new GreyGrid(row.width(), row.height(), row.grey()),
        WorkingPoints.above(seen, studentAt),
        seen.stream().filter(d -> d.score() < studentAt && d.score() >= FLOOR).toList(),
        WorkingPoints.above(taught, teacherAt),
        WorkingPoints.above(taught, above),
        taught.stream().filter(d -> d.score() >= below && d.score() < above).toList(),
        row.jpegBytes()[0]);
  }
}
