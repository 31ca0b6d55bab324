package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    Path labels = YoloLabelFiles.placesOf(folder).get(0);
    if (!Files.isDirectory(labels)) {
      return List.of();
    }
    Set<Path> known = new HashSet<>();
    YoloLabelFiles labelFiles = new YoloLabelFiles();
    for (Path picture : pictures) {
      labelFiles.of(picture).ifPresent(known::add);
    }
    try (Stream<Path> files = Files.walk(labels, MAX_DEPTH)) {
      List<Path> unknown =
          files
              .filter(file -> isText(file) && Files.isRegularFile(file))
              .filter(file -> !known.contains(file.toAbsolutePath().normalize()))
              .sorted()
              .toList();
      return unknown.stream().filter(YoloOrphans::holdsLabels).toList();
    } catch (IOException e) {
      throw BoundedReader.unreadable(labels, e);
    } catch (UncheckedIOException e) {
      // A folder that others write to changes while it is walked.
      throw BoundedReader.unreadable(labels, new IOException(e));
    }
  }

  private static boolean isText(Path file) {
    String name = BoundedReader.name(file);
    return name.toLowerCase(Locale.ROOT).endsWith(".txt") && !name.startsWith("._");
  }

  private static boolean holdsLabels(Path file) {
    try {
      return TextFile.read(file, BoundedReader.MAX_PICTURE_BYTES).lines().stream()
          .limit(1)
          .anyMatch(line -> line.text().matches(LABEL));
    } catch (DetectorException e) {
      return false; // no text, so no labels
    }
  }
}
