package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.PolicySimulation.Shown;
import io.vedette.benchmarks.escalation.StudyVideo.StudyFrame;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of videos that were asked about, with the teacher's answers as labels: what a fleet's
 * student may learn from, and no more, within the budget of questions.
 */
final class EscalatedExamples {

  private final Path folder;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param folder gets the pictures, and {@code annotations.json}
   */
  EscalatedExamples(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds the frames of a video that were asked about.
   *
   * @param file of the video
   * @param shown what was shown of its frames, from the first on; of later ones nothing is taken
   */
  void add(StudyVideo video, Path file, List<Shown> shown) throws DetectorException, IOException {
    Files.createDirectories(folder);
    try (Clip clip = new Clip(file)) {
      for (int i = 0; i < shown.size(); i++) {
        if (shown.get(i).asked() != null) {
          add(video.name(), video.frames().get(i), clip);
        }
      }
    }
  }

  private void add(String video, StudyFrame frame, Clip clip)
      throws DetectorException, IOException {
    String id = video.replaceFirst("\\.[^.]+$", "") + "-" + frame.index();
    Path file = folder.resolve(id + ".jpg");
    int quality = FrameTable.QUALITIES.get(0);
    Files.write(file, Pictures.encodeJpeg(clip.at(frame.index()), quality));
    List<Truth> truths =
        frame.answer().stream()
            .map(d -> Truth.of(d.box().clip(frame.width(), frame.height()), d.classId()))
            .toList();
    samples.add(new Sample(id, file, frame.width(), frame.height(), truths));
  }

  /**
   * Writes the annotations of all that were added.
   *
   * @return how many frames there are
   */
  int write(List<String> labels) throws IOException {
    Dataset dataset = new Dataset("hard examples", labels, samples);
    CocoWriter.write(dataset, folder.resolve("annotations.json"));
    return samples.size();
  }
}
