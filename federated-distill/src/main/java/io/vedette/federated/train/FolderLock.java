package io.vedette.federated.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Locks a run folder for one training: two would overwrite each other's checkpoints. */
final class FolderLock implements AutoCloseable {

  private static final long PAUSE_MILLIS = 200;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Held until it is closed or the process ends, however it ends.
   *
   * @param patience how long to wait for another training that holds it
   * @throws RunFolderException when another training holds it still, or the folder cannot be
   *     written
   */
  static FolderLock on(Path folder, Duration patience) throws RunFolderException {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel, patience)) {
        channel.close();
        throw new RunFolderException(
            folder + ": another training uses this folder; wait, or give another --output");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new RunFolderException(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isTaken(FileChannel channel, Duration patience) throws IOException {
    long start = System.nanoTime();
    while (isTaken(channel)) {
      if (System.nanoTime() - start >= patience.toNanos() || interrupted()) {
        return true;
      }
    }
    return false;
  }

  private static boolean interrupted() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
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
  public void close() throws RunFolderException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new RunFolderException(
          "the run folder's lock cannot be given back: " + e.getMessage(), e);
    }
  }
}
