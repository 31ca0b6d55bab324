package io.vedette.scenario;

import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/** A dataset of generated boards in COCO form: {@code annotations.json} and {@code images/}. */
public final class ScenarioDataset {
  private static final int JPEG_QUALITY = 92;

  private ScenarioDataset() {}

  /**
   * Writes scenes 0 to {@code count - 1} of a line.
   *
   * @param folder made if it is not there
   * @param progress receives how many pictures are written, after each
   * @return the dataset as it would be read back
   * @throws IOException when it cannot be written
   */
  public static Dataset write(
      Path folder, long seed, int count, Condition condition, IntConsumer progress)
      throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    InspectionLine line = new InspectionLine(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Scene scene = line.scene(i, condition);
      Path file = images.resolve(String.format(Locale.ROOT, "board-%d-%06d.jpg", seed, i));
      Files.write(file, Pictures.encodeJpeg(scene.picture(), JPEG_QUALITY));
      samples.add(
          new Sample(
              String.valueOf(i + 1),
              file,
              scene.picture().width(),
              scene.picture().height(),
              scene.truths()));
      progress.accept(i + 1);
    }
    String name = condition.name().toLowerCase(Locale.ROOT) + " boards, seed " + seed;
    Dataset dataset = new Dataset(name, InspectionLine.LABELS, samples);
    CocoWriter.write(dataset, folder.resolve("annotations.json"));
    return dataset;
  }
}
