package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.FrameTable.Heading;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a study runs on: two detectors and either labelled pictures or a folder of videos.
 *
 * @param on a dataset, a video, or a folder of videos
 * @param split part of a dataset; null: all of it
 * @param every every so many-th frame of a video
 */
record StudyInput(Path student, Path teacher, Path on, @Nullable String split, int every) {

  private static final int FORM = 1;
  private static final List<String> VIDEOS = List.of(".mp4", ".mkv", ".avi", ".mov", ".webm");

  /**
   * The table of this input: from its file if that holds the same, else it is made and written
   * there.
   */
  FrameTable table(Path file, PrintWriter log) throws DetectorException, IOException {
    try (Detector ofStudent = open(student);
        Detector ofTeacher = open(teacher)) {
      List<Path> videos = videos();
      Dataset dataset = videos.isEmpty() ? Datasets.open(on, split) : null;
      List<String> labels = dataset == null ? ofStudent.spec().labels() : dataset.labels();
      Heading heading =
          new Heading(
              FORM,
              ofStudent.digest(),
              ofTeacher.digest(),
              labels,
              threshold(student),
              threshold(teacher),
              dataset != null,
              on + "#" + split + "#" + every);
      if (Files.exists(file)) {
        FrameTable kept = FrameTable.read(file);
        if (kept.heading().equals(heading)) {
          return kept;
        }
      }
      FrameTableBuilder builder =
          new FrameTableBuilder(ofStudent, ofTeacher, labels, n -> say(log, n));
      if (dataset != null) {
        builder.pictures(dataset);
      }
      for (Path video : videos) {
        builder.video(video, every);
      }
      FrameTable table = new FrameTable(heading, builder.rows());
      table.write(file);
      return table;
    }
  }

  /**
   * The teacher, to be asked about regions of these videos.
   *
   * @param kept what it said of some of them before
   */
  RegionTeacher regions(FrameTable table, Path kept) throws DetectorException, IOException {
    return new RegionTeacher(
        open(teacher), table.heading().labels(), videos(), RegionTable.open(kept, table.heading()));
  }

  private static void say(PrintWriter log, long frames) {
    if (frames % 100 == 0) {
      log.println(frames + " frames seen by student and teacher");
      log.flush();
    }
  }

  private static Detector open(Path model) throws DetectorException {
    return OnnxDetector.open(
        model, Hints.NONE.withScoreThreshold(FrameTable.FLOOR), RuntimeOptions.DEFAULT);
  }

  /** The score at which a model shows what it sees unless told otherwise. */
  private static float threshold(Path model) throws DetectorException {
    try (Detector plain = OnnxDetector.open(model, Hints.NONE, RuntimeOptions.DEFAULT)) {
      return plain.spec().scoreThreshold();
    }
  }

  List<Path> videos() throws IOException {
    if (Files.isRegularFile(on)) {
      return isVideo(on) ? List.of(on) : List.of();
    }
    if (!Files.isDirectory(on)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(on)) {
      return files.filter(StudyInput::isVideo).sorted().toList();
    }
  }

  /** The video of that file name. */
  Path video(String name) throws IOException {
    return videos().stream()
        .filter(file -> name.equals(String.valueOf(file.getFileName())))
        .findFirst()
        .orElseThrow(() -> new IOException(on + ": the video " + name + " is gone"));
  }

  private static boolean isVideo(Path file) {
    return VIDEOS.stream().anyMatch(String.valueOf(file.getFileName())::endsWith);
  }
}
