package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where YOLO's label files lie. {@code …/images/a/b.jpg} has its labels in {@code
 * …/labels/a/b.txt}; where there is no such folder they may lie beside the picture, or in a folder
 * of labels beside that of the pictures or one above.
 */
final class YoloLabelFiles {

  private static final String[] FOLDERS = {"labels", "label", "annotations"};

  private final Map<Path, List<Path>> places = new HashMap<>();

  /** The label file of a picture; empty if there is none. */
  Optional<Path> of(Path picture) throws DetectorException {
    String stem = BoundedReader.name(picture).replaceFirst("\\.\\w+$", "");
    for (Path folder : places(picture)) {
      for (String ending : List.of(".txt", ".TXT")) {
        Path file = folder.resolve(stem + ending);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** The folders in which the labels of a picture are looked for, in this order. */
  List<Path> places(Path picture) throws DetectorException {
    Path folder = BoundedReader.parent(picture).normalize();
    List<Path> known = places.get(folder);
    if (known == null) {
      known = placesOf(folder);
      places.put(folder, known);
    }
    return known;
  }

  /** The same, of the pictures in a folder. */
  static List<Path> placesOf(Path pictures) throws DetectorException {
    Path folder = pictures.toAbsolutePath().normalize();
    List<Path> found = new ArrayList<>();
    Optional<Path> usual = usual(folder);
    if (usual.isPresent()) {
      found.add(usual.get());
      if (Files.isDirectory(usual.get())) {
        return found;
      }
    }
    found.add(folder);
    Path above = folder.getParent();
    Path below = Path.of("");
    for (int level = 0; level < 2 && above != null; level++) {
      for (Path labels : BoundedReader.folder(above, FOLDERS).stream().toList()) {
        found.add(labels.resolve(below));
      }
      below = Path.of(BoundedReader.name(level == 0 ? folder : above)).resolve(below);
      above = above.getParent();
    }
    return found.stream().distinct().toList();
  }

  /** The last {@code images} of a path replaced by {@code labels}. */
  private static Optional<Path> usual(Path folder) throws DetectorException {
    for (Path at = folder; at != null && at.getParent() != null; at = at.getParent()) {
      if (BoundedReader.name(at).equalsIgnoreCase("images")) {
        Path parent = at.getParent();
        Path labels = BoundedReader.folder(parent, "labels").orElse(parent.resolve("labels"));
        return Optional.of(labels.resolve(at.relativize(folder)));
      }
    }
    return Optional.empty();
  }
}
