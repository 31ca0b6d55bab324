package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files that hold the annotations of many pictures, in the places that exports use. */
final class AnnotationFiles {

  private static final String FOLDER = "annotations";

  private AnnotationFiles() {}

  /** Whether a file is of the form that is looked for. */
  @FunctionalInterface
  interface Check {
    boolean fits(Path file) throws DetectorException;
  }

  /** Reads one of them. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param root the folder of the dataset
     */
    Dataset read(Path file, Path root, Findings findings) throws DetectorException;
  }

  /**
   * The path itself, or the files in the folder, in its {@code annotations} and in folders named
   * like splits, each a part of the split that its name or its folder names.
   *
   * @param ending of their names
   */
  static DatasetParts parts(Path path, String ending, Check check, Reader reader)
      throws DetectorException {
    DatasetParts parts = new DatasetParts();
    boolean named = Files.isRegularFile(path);
    Path root = named ? BoundedReader.parent(path) : path;
    for (Path file : under(path, ending)) {
      if (check.fits(file)) {
        String split = named ? "" : SplitName.of(file);
        parts.add(split, file, findings -> reader.read(file, root, findings));
      }
    }
    return parts;
  }

  /** The files that may be annotations. */
  static List<Path> under(Path path, String ending) throws DetectorException {
    if (Files.isRegularFile(path)) {
      boolean fits = BoundedReader.name(path).toLowerCase(Locale.ROOT).endsWith(ending);
      return fits ? List.of(path) : List.of();
    }
    List<Path> files = new ArrayList<>(BoundedReader.files(path, ending));
    List<String> folders = new ArrayList<>(List.of(FOLDER));
    folders.addAll(SplitName.all());
    for (String name : folders) {
      Optional<Path> folder = BoundedReader.folder(path, name);
      if (folder.isPresent()) {
        BoundedReader.files(folder.get(), ending).stream()
            .filter(file -> !files.contains(file))
            .forEach(files::add);
      }
    }
    return files;
  }
}
