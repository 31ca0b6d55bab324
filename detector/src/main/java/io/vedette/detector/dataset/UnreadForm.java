package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A form of annotations that is known and not read: it is called by name, so that nobody looks for
 * what is wrong with it.
 *
 * @param name for people
 */
record UnreadForm(String name, Sign sign) {

  private static final List<UnreadForm> ALL =
      List.of(
          new UnreadForm("Datumaro", start -> start.isObject("categories", "items")),
          new UnreadForm("VoTT", start -> start.isObject("assets", "tags")),
          new UnreadForm("VIA", start -> start.isObject("_via_img_metadata")),
          new UnreadForm("VIA", start -> start.inner().containsAll(List.of("filename", "regions"))),
          new UnreadForm("CreateML", start -> start.isListOf("image", "annotations")),
          new UnreadForm("Supervisely", start -> start.isObject("objects", "size")),
          new UnreadForm("Scalabel or BDD100K", start -> start.isListOf("name", "labels")),
          new UnreadForm(
              "COCO without categories", start -> start.isObject("images", "annotations")));

  private static final String[] ARCHIVES = {".zip", ".tar", ".tgz", ".tar.gz", ".7z", ".rar"};

  /** What tells it. */
  @FunctionalInterface
  private interface Sign {
    boolean in(JsonStart start);
  }

  /**
   * @throws DetectorException when one of them lies under a path
   */
  static void refuse(Path path) throws DetectorException {
    if (isArchive(path)) {
      throw new DetectorException(path + ": is an archive; unpack it and give its folder");
    }
    for (Path file : BoundedReader.files(path, ARCHIVES)) {
      throw new DetectorException(file + ": is an archive; unpack it and give its folder");
    }
    if (Files.isRegularFile(path.resolve("gt").resolve("gt.txt"))) {
      throw refused(path, "a MOT sequence");
    }
    for (Path file : AnnotationFiles.under(path, ".json")) {
      JsonStart start = JsonStart.of(file);
      for (UnreadForm form : ALL) {
        if (form.sign.in(start)) {
          throw refused(file, form.name);
        }
      }
    }
  }

  private static boolean isArchive(Path path) {
    String name = BoundedReader.name(path).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && Stream.of(ARCHIVES).anyMatch(name::endsWith);
  }

  private static DetectorException refused(Path path, String name) {
    return new DetectorException(
        path + ": is " + name + ", a form that is known and not read; export as COCO or YOLO");
  }
}
