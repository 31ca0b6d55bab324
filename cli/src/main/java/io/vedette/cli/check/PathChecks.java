package io.vedette.cli.check;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Whether files and folders can be read and written. What cannot is found before anything slow
 * starts; the messages are one line.
 */
public final class PathChecks {

  private PathChecks() {}

  /**
   * @throws IOException when the path cannot be read
   */
  static void readable(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("no such file or folder: " + path);
    }
    if (!Files.isReadable(path)) {
      throw new IOException(path + " may not be read; check its permissions");
    }
  }

  /**
   * @throws IOException when nothing of this kind can be written there
   */
  static void writable(Path path, OutputPath.Kind kind) throws IOException {
    boolean folder = Files.isDirectory(path);
    if (folder && kind == OutputPath.Kind.FILE) {
      throw new IOException(path + " is a folder; give the name of a file");
    }
    if (!folder && Files.exists(path) && kind == OutputPath.Kind.FOLDER) {
      throw new IOException(path + " is a file; give the name of a folder");
    }
    Path at = path.toAbsolutePath();
    while (!Files.exists(at)) {
      Path parent = at.getParent();
      if (parent == null) {
        throw new IOException("no such folder: " + at);
      }
      at = parent;
    }
    if (!at.equals(path.toAbsolutePath()) && !Files.isDirectory(at)) {
      throw new IOException(path + " cannot be made: " + at + " is a file");
    }
    if (!Files.isWritable(at)) {
      throw new IOException(path + " cannot be written; check the permissions of " + at);
    }
  }

  /**
   * Makes sure that a file can be written, in a folder that exists. Nothing is left behind.
   *
   * @param option that named the file, as {@code --json}
   * @throws IOException when it cannot be written
   */
  public static void prepareFile(Path file, String option) throws IOException {
    try {
      writable(file, OutputPath.Kind.FILE);
    } catch (IOException e) {
      throw new IOException(option + ": " + e.getMessage(), e);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(
          option + " " + file + ": there is no folder " + folder + "; make it first");
    }
    if (!Files.exists(file) || Files.isRegularFile(file)) {
      probe(folder, option + " " + file);
    }
  }

  /**
   * Makes a folder, with those above it, and makes sure that files can be written there.
   *
   * @param option that named the folder, as {@code --output}
   * @throws IOException when it cannot be made or written to
   */
  public static void prepareFolder(Path folder, String option) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(option + " " + folder + ": cannot be made: " + reason(e), e);
    }
    probe(folder, option + " " + folder);
  }

  /**
   * Makes sure that no output overwrites an input.
   *
   * @throws IOException when a file is written that is read
   */
  public static void notInputs(Collection<Path> written, Collection<Path> read, String option)
      throws IOException {
    Set<Path> inputs = new HashSet<>();
    for (Path input : read) {
      if (Files.exists(input)) {
        inputs.add(input.toRealPath());
      }
    }
    for (Path file : written) {
      if (Files.exists(file) && inputs.contains(file.toRealPath())) {
        throw new IOException(
            option + " " + file + ": is an input, which would be overwritten; name another");
      }
    }
  }

  private static void probe(Path folder, String what) throws IOException {
    try {
      Files.delete(Files.createTempFile(folder, ".vedette-", ".part"));
    } catch (IOException e) {
      throw new IOException(what + ": cannot be written: " + reason(e), e);
    }
  }

  /** Why a file or folder could not be written, in words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    if (e instanceof FileAlreadyExistsException other) {
      return other.getFile() + " is a file";
    }
    if (e instanceof FileSystemException system) {
      return Objects.requireNonNullElse(system.getReason(), "it failed")
          .replaceFirst("^Not a directory$", "a part of its path is a file");
    }
    return Objects.requireNonNullElse(e.getMessage(), "it failed");
  }
}
