package io.vedette.detector.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file as a whole or not at all. */
final class WholeFile {

  /** What is written into it. */
  @FunctionalInterface
  interface Content {
    void write(Path draft) throws IOException;
  }

  private WholeFile() {}

  /** Replaces what was there under the name. */
  static void write(Path file, Content content) throws IOException {
    Path folder = BoundedReader.parent(file);
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".draft", null);
    try {
      content.write(draft);
      Files.move(
          draft,
          file.toAbsolutePath(),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
