package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** YOLO: {@code data.yaml}, and a file in {@code labels} for each picture in {@code images}. */
final class YoloWriter implements DatasetWriter {

  @Override
  public void write(Dataset dataset, Path folder) throws IOException {
    for (Sample sample : dataset.samples()) {
      String name = BoundedReader.name(sample.file()).replaceFirst("\\.[^.]*$", "") + ".txt";
      List<String> lines = sample.truths().stream().map(truth -> line(sample, truth)).toList();
      WholeFile.write(folder.resolve("labels").resolve(name), draft -> Files.write(draft, lines));
    }
    List<String> yaml = new ArrayList<>(List.of("path: .", "train: images"));
    yaml.add("names:");
    for (int i = 0; i < dataset.labels().size(); i++) {
      yaml.add("  " + i + ": '" + dataset.labels().get(i).replace("'", "''") + "'");
    }
    WholeFile.write(folder.resolve("data.yaml"), draft -> Files.write(draft, yaml));
  }

  /** Class, centre and size, relative to the picture. */
  private static String line(Sample sample, Truth truth) {
    Box box = truth.box();
    return String.format(
        Locale.ROOT,
        "%d %.6f %.6f %.6f %.6f",
        truth.classId(),
        box.centerX() / sample.width(),
        box.centerY() / sample.height(),
        box.width() / sample.width(),
        box.height() / sample.height());
  }
}
