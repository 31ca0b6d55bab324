package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A run folder in the hands of one training: two would write over each other's checkpoints. */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Held until it is closed or the process ends, however it ends.
   *
   * @throws DetectorException when another training holds it, or the folder cannot be written
   */
  static FolderLock on(Path folder) throws DetectorException {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw new DetectorException(
            folder
                + ": another training is at work in this folder; wait, or give another --output");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new DetectorException(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() throws DetectorException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DetectorException(
          "the run folder's lock cannot be given back: " + e.getMessage(), e);
    }
  }
}
