package io.vedette.cloud.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Told before the disk is used by the store and the frame segments, on the thread that uses it: it
 * may count, wait as a slower disk would, or throw as a failing one does.
 */
public interface DiskListener {

  DiskListener NONE = new DiskListener() {};

  /** Bytes are about to be written to a file. */
  default void onWrite(Path file, int bytes) throws IOException {}

  /** A file is about to be forced to the disk. */
  default void onSync(Path file) throws IOException {}
}
