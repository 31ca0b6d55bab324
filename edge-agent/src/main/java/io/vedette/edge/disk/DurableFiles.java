package io.vedette.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are whole or not there after a crash or power loss. */
public final class DurableFiles {

  private DurableFiles() {}

  /** Suffix of a file that is being written; one that is found at a start is deleted. */
  public static final String PART = ".part";

  /**
   * Writes a file; when this returns, it survives a crash.
   *
   * @throws IOException when the disk is full or broken; the file is as it was before
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + PART);
    try {
      writePart(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // On a full disk the part must not take space.
      Files.deleteIfExists(part);
      throw e;
    }
    syncFolder(file.toAbsolutePath().getParent());
  }

  /** Deletes a file if it exists; when this returns, it does not come back. */
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    syncFolder(file.toAbsolutePath().getParent());
  }

  private static void writePart(Path part, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
  }

  private static void syncFolder(@org.jspecify.annotations.Nullable Path folder)
      throws IOException {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
