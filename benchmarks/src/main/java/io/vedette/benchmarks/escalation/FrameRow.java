package io.vedette.benchmarks.escalation;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.util.Arrays;
import java.util.List;

/**
 * One frame as student, teacher and labels see it. Detections are rows {@code x1, y1, x2, y2,
 * class, score}, boxes in pixels, classes of the table's labels.
 *
 * @param source file that it comes from
 * @param index of the frame in it
 * @param millis since the source's first frame
 * @param width pixels
 * @param height pixels
 * @param grey means of a grid of cells, 0 to 255
 * @param jpegBytes size of the frame at each of {@link FrameTable#QUALITIES}
 * @param student down to {@link FrameTable#FLOOR}
 * @param flipped the student's view of the mirrored frame, mirrored back
 * @param teacher down to {@link FrameTable#FLOOR}
 * @param compressed the teacher's view of the frame at each of {@link FrameTable#QUALITIES}; empty
 *     where it was not asked
 * @param truth labelled objects, score 1; empty for videos
 */
record FrameRow(
    String source,
    long index,
    double millis,
    int width,
    int height,
    float[] grey,
    int[] jpegBytes,
    float[][] student,
    float[][] flipped,
    float[][] teacher,
    float[][][] compressed,
    float[][] truth) {

  /** Rows as detections. */
  static List<Detection> detections(float[][] rows, List<String> labels) {
    return Arrays.stream(rows)
        .map(
            r ->
                new Detection(
                    new Box(r[0], r[1], r[2], r[3]), (int) r[4], labels.get((int) r[4]), r[5]))
        .toList();
  }

  /** Detections as rows. */
  static float[][] rows(List<Detection> detections) {
    return detections.stream()
        .map(
            d ->
                new float[] {
                  d.box().x1(), d.box().y1(), d.box().x2(), d.box().y2(), d.classId(), d.score()
                })
        .toArray(float[][]::new);
  }
}
