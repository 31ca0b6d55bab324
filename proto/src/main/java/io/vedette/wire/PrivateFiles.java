package io.vedette.wire;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read: folders of mode 700, files of mode 600. */
public final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes a folder, or takes others' rights from one that is there. */
  public static void folder(Path folder) throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (Files.isDirectory(folder)) {
      Files.setPosixFilePermissions(folder, owner);
    } else {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(owner));
    }
  }

  /** Writes a file whole or not at all; it has its permissions before it has its content. */
  public static void write(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(part, content);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
