package io.vedette.detector.image;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Which files are pictures, by their names. Hidden files are none: {@code ._2.jpg} is what another
 * system notes about {@code 2.jpg}. Files of a known format that cannot be decoded are pictures
 * too, so that reading them fails and they are not passed over in silence.
 */
public final class PictureFiles {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_FILES = 2_000_000;

  private PictureFiles() {}

  /** Whether a file is named as a picture. */
  public static boolean isPicture(Path file) {
    return !isHidden(file) && PictureFormat.ofName(name(file)).isPresent();
  }

  /** Whether a file or folder is hidden by its name. */
  public static boolean isHidden(Path file) {
    String name = name(file);
    return name.startsWith(".") && !name.equals(".") && !name.equals("..");
  }

  /**
   * The pictures in a folder and the folders below it, in {@link NaturalOrder}; links are followed.
   *
   * @throws DetectorException when the folder cannot be read or holds too much
   */
  public static List<Path> under(Path folder) throws DetectorException {
    return walk(folder, MAX_DEPTH);
  }

  /** The pictures directly in a folder. */
  public static List<Path> in(Path folder) throws DetectorException {
    return walk(folder, 1);
  }

  private static List<Path> walk(Path folder, int depth) throws DetectorException {
    Finder finder = new Finder(folder);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, finder);
    } catch (IOException | UncheckedIOException e) {
      throw new DetectorException(folder + ": cannot be read: " + e, e);
    }
    if (finder.pictures.size() > MAX_FILES) {
      throw new DetectorException(
          folder + ": more than " + MAX_FILES + " pictures; split the folder");
    }
    finder.pictures.sort(NaturalOrder.OF_PATHS);
    return finder.pictures;
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path start;
    private final List<Path> pictures = new ArrayList<>();

    Finder(Path start) {
      this.start = start;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(start) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isPicture(file)) {
        pictures.add(file);
      }
      return pictures.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
