package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import io.vedette.edge.view.GreyGrid;
import java.util.List;

/** A video's frames in order, as detections at their working points. */
record StudyVideo(String name, List<String> labels, List<StudyFrame> frames) {

  /**
   * One frame.
   *
   * @param index in the video
   * @param shown the student's, at or above its threshold
   * @param peaks the student's below it
   * @param answer what the teacher would answer
   * @param sure objects of the answer that are well above the teacher's threshold
   * @param borderline its other objects, down to a little below the threshold
   */
  record StudyFrame(
      long index,
      long millis,
      int width,
      int height,
      GreyGrid grey,
      List<Detection> shown,
      List<Detection> peaks,
      List<Detection> answer,
      List<Detection> sure,
      List<Detection> borderline,
      int bytes) {

    /**
     * The counts of what was shown of it.
     *
     * @param strict whether borderline objects count, too
     */
    DetectionCounts counts(List<Detection> objects, boolean strict) {
      return strict
          ? DetectionCounts.of(objects, answer)
          : DetectionCounts.of(objects, sure, borderline);
    }
  }

  /** Bytes of a whole frame, on average. */
  double meanBytes() {
    return frames.stream().mapToInt(StudyFrame::bytes).average().orElse(1);
  }

  /** A score this close to its threshold may cross it on the next frame. */
  private static final float BORDER_ABOVE = 0.1f;

  private static final float BORDER_BELOW = 0.2f;

  /** As in an agent: weaker candidates say nothing. */
  static final float FLOOR = 0.05f;

  static StudyFrame frame(FrameRow row, List<String> labels, float studentAt, float teacherAt) {
    List<Detection> seen = FrameRow.detections(row.student(), labels);
    List<Detection> taught = FrameRow.detections(row.teacher(), labels);
    float above = teacherAt + BORDER_ABOVE;
    float below = teacherAt - BORDER_BELOW;
    return new StudyFrame(
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
