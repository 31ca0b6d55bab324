package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads annotation files with a limit on everything that could grow, and numbers with care. */
final class BoundedReader {
  /** Annotation files with more bytes are refused. */
  static final long MAX_BYTES = 1L << 30;

  /** Lists of pictures with more bytes are refused. */
  static final long MAX_LIST_BYTES = 256L << 20;

  /** Text files of one picture with more bytes are refused. */
  static final long MAX_PICTURE_BYTES = 4L << 20;

  /** Datasets with more pictures are refused. */
  static final int MAX_SAMPLES = 2_000_000;

  /** Datasets with more boxes are refused. */
  static final int MAX_BOXES = 20_000_000;

  /** Folders with more entries are refused. */
  private static final int MAX_ENTRIES = 2_000_000;

  private BoundedReader() {}

  /** Checks a file's size before it is opened. */
  static Path file(Path file, long maxBytes) throws DetectorException {
    try {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw new DetectorException(
            file + ": " + size + " bytes, but at most " + maxBytes + " are read; split the file");
      }
      return file;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The files directly in a folder whose names end so, sorted; empty if there is no folder. */
  static List<Path> files(Path folder, String... endings) throws DetectorException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .limit(MAX_ENTRIES)
          .filter(entry -> endsWith(entry, endings) && Files.isRegularFile(entry))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** The folders directly in a folder, sorted; empty if there is no such folder. */
  static List<Path> folders(Path folder) throws DetectorException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.limit(MAX_ENTRIES).filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * The first of some folders directly in a folder, whether their names are written in capitals or
   * not; empty if there is none.
   */
  static Optional<Path> folder(Path parent, String... names) throws DetectorException {
    for (String name : names) {
      if (Files.isDirectory(parent.resolve(name))) {
        return Optional.of(parent.resolve(name));
      }
    }
    for (Path folder : folders(parent)) {
      if (Stream.of(names).anyMatch(name -> name(folder).equalsIgnoreCase(name))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static boolean endsWith(Path file, String... endings) {
    String name = name(file).toLowerCase(Locale.ROOT);
    // what Apple's file system leaves elsewhere begins so, and is no file of its own
    return !name.startsWith("._") && Stream.of(endings).anyMatch(name::endsWith);
  }

  /** The last part of a path. */
  static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** The folder that holds a path. */
  static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  /** A finite number, or an error that names file and line. */
  static float number(String text, Path file, long line) throws DetectorException {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, together with what is parsed but not finite
    }
    throw bad(file, line, "'" + text + "' is no number");
  }

  /** A box with finite corners in their order, or an error that names file and line. */
  static Box box(float x1, float y1, float x2, float y2, Path file, long line)
      throws DetectorException {
    return box(x1, y1, x2, y2, file + ":" + line);
  }

  static Box box(float x1, float y1, float x2, float y2, String where) throws DetectorException {
    String text = where + ": a box from " + x1 + " " + y1 + " to " + x2 + " " + y2;
    if (!(Float.isFinite(x1) && Float.isFinite(y1) && Float.isFinite(x2) && Float.isFinite(y2))) {
      throw new BadEntryException(Problem.Kind.BAD_BOX, text + " is not finite");
    }
    if (x2 < x1 || y2 < y1) {
      throw new BadEntryException(Problem.Kind.BAD_BOX, text + " is inside out");
    }
    return new Box(x1, y1, x2, y2);
  }

  /** An entry that cannot be read, by file and line. */
  static DetectorException bad(Path file, long line, String what) {
    return bad(Problem.Kind.BAD_ENTRY, file, line, what);
  }

  static DetectorException bad(Problem.Kind kind, Path file, long line, String what) {
    return new BadEntryException(kind, file + ":" + line + ": " + what);
  }

  static DetectorException unreadable(Path file, IOException e) {
    return new UnreadableFileException(file, e);
  }
}
