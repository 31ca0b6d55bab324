package io.vedette.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether files and folders can be read and written. */
final class PathChecks {

  private PathChecks() {}

  /**
   * @throws IOException in words
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
   * @throws IOException in words
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
}
