package io.vedette.cli.option;

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

/** Finds out that something cannot be written before anything slow starts. */
public final class OutputCheck {

  private OutputCheck() {}

  /**
   * Makes sure that a file can be written; nothing is left behind.
   *
   * @param option by which the file was named, as {@code --json}
   * @throws IOException in one line, when it cannot
   */
  public static void file(Path file, String option) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(option + " " + file + ": is a folder; name a file");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(
          option + " " + file + ": there is no folder " + folder + "; make it first");
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new IOException(option + " " + file + ": cannot be written: no permission");
    }
    if (!Files.exists(file) || Files.isRegularFile(file)) {
      probe(folder, option + " " + file);
    }
  }

  /**
   * Makes a folder, with those above it, and makes sure that files can be written there.
   *
   * @param option by which the folder was named, as {@code --output}
   * @throws IOException in one line, when it cannot
   */
  public static void folder(Path folder, String option) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(option + " " + folder + ": cannot be made: " + reason(e), e);
    }
    probe(folder, option + " " + folder);
  }

  /**
   * Makes sure that writing does not destroy what is read.
   *
   * @throws IOException in one line, when a file is written that is read
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
