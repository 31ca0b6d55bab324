package io.vedette.cloud.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room of the disk that a folder is on.
 *
 * @param reserveBytes with less free room nothing large is written
 */
public record DiskRoom(Path folder, long reserveBytes) {

  /** Asks the disk. */
  private interface Figure {
    long of(FileStore disk) throws IOException;
  }

  /**
   * @throws UncheckedIOException when the disk cannot be asked; also below
   */
  public long freeBytes() {
    return ask(FileStore::getUsableSpace);
  }

  public long totalBytes() {
    return ask(FileStore::getTotalSpace);
  }

  /** Why there is not enough room; empty: there is. */
  public String problem() {
    long free = freeBytes();
    return free >= reserveBytes
        ? ""
        : "the disk has %d MiB left, less than the reserve of %d MiB"
            .formatted(free >> 20, reserveBytes >> 20);
  }

  private long ask(Figure figure) {
    try {
      return figure.of(Files.getFileStore(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the disk does not answer: " + e.getMessage(), e);
    }
  }
}
