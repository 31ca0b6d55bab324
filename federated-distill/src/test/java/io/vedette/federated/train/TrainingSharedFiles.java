package io.vedette.federated.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Material for tests that lies beside the project. */
public final class TrainingSharedFiles {

  private TrainingSharedFiles() {}

  /** A file of it; the test is skipped where there is none. */
  public static Path of(String name) {
    Path file = Path.of(System.getProperty("vedette.shared", "../shared")).resolve(name);
    assumeTrue(Files.exists(file), "no " + file + " here");
    return file;
  }
}
