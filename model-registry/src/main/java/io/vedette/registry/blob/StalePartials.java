package io.vedette.registry.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Uploads that were broken off and not resumed. */
final class StalePartials {

  private static final Duration KEPT = Duration.ofDays(7);

  private StalePartials() {}

  static void remove(Path folder) throws IOException {
    Instant limit = Instant.now().minus(KEPT);
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.toList();
    }
    for (Path file : files) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
