package io.vedette.detector.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paths that were written on another machine: with Windows' separators, from the root of a disk, or
 * with folders in front that are not here.
 */
final class ForeignPath {

  private ForeignPath() {}

  /**
   * What a path may mean, seen from a folder: the path itself, then the same without its first
   * folders, one after the other, down to the last name.
   */
  static List<String> meanings(String written) {
    String path = written.strip().replace('\\', '/').replaceFirst("^[A-Za-z]:/", "/");
    List<String> meanings = new ArrayList<>(List.of(path));
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      String rest = path.substring(at + 1);
      if (!rest.isEmpty() && !rest.startsWith("/") && !rest.equals("..")) {
        meanings.add(rest);
      }
    }
    return meanings;
  }

  /** The file or folder that a path means, seen from a folder; empty if nothing is there. */
  static Optional<Path> in(Path folder, String written) {
    return meanings(written).stream()
        .map(name -> folder.resolve(name).normalize())
        .filter(Files::exists)
        .findFirst();
  }
}
