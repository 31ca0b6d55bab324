package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.Film.Scene;
import io.vedette.benchmarks.escalation.PolicySimulation.Shown;
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
 * Frames of films that were asked about, with the teacher's answers as labels: what a fleet's
 * student may learn from, and no more, at what asking was allowed to cost.
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
   * Adds the frames of a film that were asked about.
   *
   * @param video the film's file
   * @param shown what was shown of its frames, from the first on; of later ones nothing is taken
   */
  void add(Film film, Path video, List<Shown> shown) throws DetectorException, IOException {
    Files.createDirectories(folder);
    try (Clip reel = new Clip(video)) {
      for (int i = 0; i < shown.size(); i++) {
        if (shown.get(i).asked() != null) {
          add(film.name(), film.scenes().get(i), reel);
        }
      }
    }
  }

  private void add(String film, Scene scene, Clip reel) throws DetectorException, IOException {
    String id = film.replaceFirst("\\.[^.]+$", "") + "-" + scene.index();
    Path file = folder.resolve(id + ".jpg");
    int quality = FrameTable.QUALITIES.get(0);
    Files.write(file, Pictures.encodeJpeg(reel.at(scene.index()), quality));
    List<Truth> truths =
        scene.answer().stream()
            .map(d -> Truth.of(d.box().clip(scene.width(), scene.height()), d.classId()))
            .toList();
    samples.add(new Sample(id, file, scene.width(), scene.height(), truths));
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
