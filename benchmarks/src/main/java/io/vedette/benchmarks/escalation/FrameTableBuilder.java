package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.LabelMatching;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import io.vedette.edge.view.GreyGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Asks student and teacher about every frame. */
final class FrameTableBuilder {

  /** The teacher is asked about a compressed frame of a video once in so many frames. */
  private static final int COMPRESSED_EVERY = 20;

  private final Detector student;
  private final Detector teacher;
  private final List<String> labels;
  private final LabelMatching studentLabels;
  private final LabelMatching teacherLabels;
  private final List<FrameRow> rows = new ArrayList<>();
  private final LongConsumer progress;

  /**
   * @param labels that classes shall count in
   * @param progress told how many frames are done, after each
   */
  FrameTableBuilder(Detector student, Detector teacher, List<String> labels, LongConsumer progress)
      throws DetectorException {
    this.student = student;
    this.teacher = teacher;
    this.labels = labels;
    this.studentLabels = LabelMatching.between(student.spec().labels(), labels);
    this.teacherLabels = LabelMatching.between(teacher.spec().labels(), labels);
    this.progress = progress;
  }

  List<FrameRow> rows() {
    return rows;
  }

  /** Takes in every so many-th frame of a video. */
  void video(Path file, int every) throws IOException, DetectorException {
    String name = String.valueOf(file.getFileName());
    try (VideoReader reader = VideoReader.open(file.toString())) {
      for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
        if (frame.index() % every == 0) {
          boolean compressed = frame.index() / every % COMPRESSED_EVERY == 0;
          add(name, frame.index(), frame.timeMillis(), frame.picture(), compressed, List.of());
        }
      }
    }
  }

  /** Takes in labelled pictures. */
  void pictures(Dataset dataset) throws DetectorException {
    for (Sample sample : dataset.samples()) {
      List<Detection> truth =
          sample.truths().stream()
              .filter(t -> !t.crowd())
              .map(t -> new Detection(t.box(), t.classId(), labels.get(t.classId()), 1))
              .toList();
      add(sample.id(), 0, 0, sample.picture(), true, truth);
    }
  }

  private void add(
      String source,
      long index,
      double millis,
      Picture picture,
      boolean compressed,
      List<Detection> truth)
      throws DetectorException {
    int[] bytes = new int[FrameTable.QUALITIES.size()];
    float[][][] views = new float[compressed ? bytes.length : 0][][];
    for (int i = 0; i < bytes.length; i++) {
      byte[] jpeg = Pictures.encodeJpeg(picture, FrameTable.QUALITIES.get(i));
      bytes[i] = jpeg.length;
      if (compressed) {
        views[i] = detect(teacher, teacherLabels, Pictures.decode(jpeg, source));
      }
    }
    rows.add(
        new FrameRow(
            source,
            index,
            millis,
            picture.width(),
            picture.height(),
            GreyGrid.of(picture).cells(),
            bytes,
            detect(student, studentLabels, picture),
            mirrored(picture),
            detect(teacher, teacherLabels, picture),
            views,
            FrameRow.rows(truth)));
    progress.accept(rows.size());
  }

  private static float[][] detect(Detector detector, LabelMatching labels, Picture picture)
      throws DetectorException {
    return FrameRow.rows(
        detector.detect(picture).stream()
            .map(labels::translate)
            .flatMap(Optional::stream)
            .toList());
  }

  private float[][] mirrored(Picture picture) throws DetectorException {
    float[][] seen = detect(student, studentLabels, HorizontalFlip.of(picture));
    for (float[] row : seen) {
      float left = picture.width() - row[2];
      row[2] = picture.width() - row[0];
      row[0] = left;
    }
    return seen;
  }
}
