package io.vedette.edge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Models and cases that lie outside the repository; tests that need them skip without. */
public final class EdgeSharedFiles {

  private EdgeSharedFiles() {}

  public static Path of(String relative) {
    Path path = Path.of(System.getProperty("vedette.shared", "../../shared"), relative);
    assumeTrue(
        Files.exists(path), () -> path + " is absent; set -Dvedette.shared to where it lies");
    return path;
  }
}
