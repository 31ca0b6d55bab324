package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** YOLO's label files whose picture is gone. */
final class YoloOrphans {

  private static final int MAX_DEPTH = 8;

  /** A class and at least four numbers: other texts lie beside labels, too. */
  private static final String LABEL = "\\s*\\S+(\\s+[-+.\\deE]+){4,}\\s*";

  private YoloOrphans() {}

  /**
   * Looks for them where the labels of a folder of pictures lie.
   *
   * @param pictures all that are in the folder
   */
  static List<Path> of(Path folder, Collection<Path> pictures) throws DetectorException {
    Path labels = Bounded.parent(YoloLabels.beside(folder.resolve("any.jpg")));
    if (!Files.isDirectory(labels)) {
      return List.of();
    }
    Set<Path> known = new HashSet<>();
    pictures.forEach(picture -> known.add(YoloLabels.beside(picture).normalize()));
    try (Stream<Path> files = Files.walk(labels, MAX_DEPTH)) {
      List<Path> unknown =
          files
              .filter(file -> Bounded.name(file).endsWith(".txt") && Files.isRegularFile(file))
              .filter(file -> !known.contains(file.toAbsolutePath().normalize()))
              .sorted()
              .toList();
      return unknown.stream().filter(YoloOrphans::holdsLabels).toList();
    } catch (IOException e) {
      throw Bounded.unreadable(labels, e);
    }
  }

  private static boolean holdsLabels(Path file) {
    try {
      return Bounded.lines(file, Bounded.MAX_PICTURE_BYTES).stream()
          .filter(line -> !line.isBlank())
          .limit(1)
          .anyMatch(line -> line.matches(LABEL));
    } catch (DetectorException e) {
      return false; // no text, so no labels
    }
  }
}
