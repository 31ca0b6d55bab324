package io.vedette.cli.option;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The pictures that a path stands for. */
public final class PictureFiles {

  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "webp");
  private static final int MAX_DEPTH = 16;

  private PictureFiles() {}

  /**
   * The file itself, or every picture in the folder and the folders in it, in order of name.
   *
   * @throws DetectorException when there is nothing
   */
  public static List<Path> under(Path input) throws DetectorException {
    if (Files.isRegularFile(input)) {
      return List.of(input);
    }
    if (!Files.isDirectory(input)) {
      throw new DetectorException(
          input + ": no such file or folder; give a picture, a folder, a video or a URL");
    }
    try (Stream<Path> files = Files.walk(input, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> pictures =
          files.filter(Files::isRegularFile).filter(PictureFiles::isPicture).sorted().toList();
      if (pictures.isEmpty()) {
        throw new DetectorException(input + ": holds no pictures; they end in " + EXTENSIONS);
      }
      return pictures;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new DetectorException(input + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether a path is a folder, or a file named as a picture. */
  public static boolean arePictures(Path input) {
    return Files.isDirectory(input) || isPicture(input);
  }

  private static boolean isPicture(Path file) {
    return EXTENSIONS.contains(extension(file.getFileName().toString()));
  }

  /** How a picture is named in answers: its path inside the folder, or its file name. */
  public static String name(Path input, Path file) {
    Path name = Files.isDirectory(input) ? input.relativize(file) : file.getFileName();
    return name.toString();
  }

  /** The name under which an annotated copy is written: JPEG, or PNG where it was PNG. */
  public static String annotatedName(String name) {
    String extension = extension(name);
    return extension.equals("png") || extension.equals("jpg") || extension.equals("jpeg")
        ? name
        : name.substring(0, name.length() - extension.length()) + "jpg";
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
