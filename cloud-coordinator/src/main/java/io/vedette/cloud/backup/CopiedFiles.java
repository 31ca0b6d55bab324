package io.vedette.cloud.backup;

import io.vedette.cloud.backup.BackupManifest.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/** Files that only their owner reads, durable and with a digest when they are written. */
final class CopiedFiles {

  private static final FileAttribute<?> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Set<StandardOpenOption> NEW =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private CopiedFiles() {}

  /** Writes a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder, OWNER_FOLDER);
  }

  /**
   * A new file in a folder, which is made.
   *
   * @param path in the folder, with slashes
   */
  static StoredFile write(Path folder, String path, Content content) throws IOException {
    Path file = folder.resolve(path);
    makeFolder(Objects.requireNonNull(file.getParent()));
    MessageDigest digest = sha256();
    try (FileChannel channel = FileChannel.open(file, NEW, OWNER)) {
      OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
      content.writeTo(out);
      channel.force(true);
      return new StoredFile(path, channel.size(), HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** A copy of the first bytes of a file: what is appended meanwhile does not belong to it. */
  static StoredFile copy(Path source, Path folder, String path, long bytes) throws IOException {
    return write(
        folder,
        path,
        out -> {
          try (InputStream in = Files.newInputStream(source)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = bytes; left > 0; ) {
              int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
              if (read < 0) {
                throw new IOException(source + ": shorter than a moment ago");
              }
              out.write(buffer, 0, read);
              left -= read;
            }
          }
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
