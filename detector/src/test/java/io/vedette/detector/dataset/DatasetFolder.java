package io.vedette.detector.dataset;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures and texts that make up a dataset in a folder. */
final class DatasetFolder {

  private final Path root;

  DatasetFolder(Path root) {
    this.root = root;
  }

  /** Black pictures of 100x50 pixels. */
  DatasetFolder pictures(String... names) throws IOException {
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Pictures.write(file, new Picture(100, 50, new byte[100 * 50 * 3]));
    }
    return this;
  }

  DatasetFolder text(String name, String... lines) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  /** A Pascal VOC annotation of a box from 10 20 to 30 40. */
  DatasetFolder voc(String name, String picture, String label) throws IOException {
    return text(
        name,
        "<annotation><filename>" + picture + "</filename>",
        "<object><name>" + label + "</name><bndbox><xmin>10</xmin><ymin>20</ymin>",
        "<xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>");
  }
}
