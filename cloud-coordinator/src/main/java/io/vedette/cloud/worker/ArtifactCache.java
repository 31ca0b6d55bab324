package io.vedette.cloud.worker;

import io.vedette.wire.ArtifactClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Downloaded artifacts by digest. When it has grown over its limit, {@link #trim} deletes what was
 * not used for longest. For one thread.
 */
final class ArtifactCache {

  private final Path folder;
  private final long maxBytes;
  private final ArtifactClient client;

  ArtifactCache(Path folder, long maxBytes, ArtifactClient client) throws IOException {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.client = client;
    Files.createDirectories(folder);
  }

  /** The file, downloaded where it is not here yet. */
  Path fetch(String sha256, long size) throws IOException {
    Path file = folder.resolve(sha256);
    if (!Files.isRegularFile(file)) {
      client.download(sha256, size, file);
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    return file;
  }

  void trim() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(ArtifactCache::lastUsed).reversed())
              .toList();
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
      if (bytes > maxBytes) {
        Files.delete(file);
      }
    }
  }

  private static FileTime lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
