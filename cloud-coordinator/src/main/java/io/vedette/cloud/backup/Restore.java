package io.vedette.cloud.backup;

import io.vedette.cloud.backup.BackupManifest.StoredFile;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.DataFormat;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.RowReader;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a data directory of a backup. Every digest is checked. The directory gets its name when all
 * is there: one that was cut short is none.
 */
public final class Restore {

  private static final long MAX_ARTIFACT = 1L << 30;
  private static final int ROWS_AT_ONCE = 500;
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final Path backup;
  private final Path data;
  private final Consumer<String> progress;

  private Restore(Path backup, Path data, Consumer<String> progress) {
    this.backup = backup;
    this.data = data;
    this.progress = progress;
  }

  /**
   * Restores a backup.
   *
   * @param data does not exist yet, or is empty
   * @param progress is told what is done, a line each
   * @throws IOException in one line: no backup, damaged, of another format, no room
   */
  public static BackupManifest run(Path backup, Path data, Consumer<String> progress)
      throws IOException {
    return new Restore(backup, data.toAbsolutePath(), progress).run();
  }

  private BackupManifest run() throws IOException {
    BackupManifest manifest = BackupFolder.manifest(backup);
    check(manifest);
    Path part = data.resolveSibling(data.getFileName() + ".part");
    BackupFolder.delete(part);
    CopiedFiles.makeFolder(part);
    requireRoom(manifest, part);
    copyFiles(manifest, part);
    copyArtifacts(manifest, part);
    writeRows(manifest, part);
    Files.deleteIfExists(data);
    Files.move(part, data);
    return manifest;
  }

  private void check(BackupManifest manifest) throws IOException {
    if (manifest.format() != DataFormat.NUMBER) {
      throw new IOException(
          backup
              + ": of a data directory in format "
              + manifest.format()
              + ", and this release reads "
              + DataFormat.NUMBER
              + "; restore it with the release that made it");
    }
    for (StoredFile file : manifest.files()) {
      Path inside = backup.resolve(file.path()).normalize();
      if (!inside.startsWith(backup.normalize()) || inside.equals(backup.normalize())) {
        throw new IOException(backup + ": '" + file.path() + "' is no file of a backup");
      }
    }
    for (StoredFile artifact : manifest.artifacts()) {
      if (!Artifact.isDigest(artifact.sha256())) {
        throw new IOException(backup + ": '" + artifact.sha256() + "' is no digest");
      }
    }
    if (Files.exists(data) && !isEmptyFolder(data)) {
      throw new IOException(data + ": is not empty; restore into a new directory");
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private static void requireRoom(BackupManifest manifest, Path part) throws IOException {
    long free = Files.getFileStore(part).getUsableSpace();
    if (free < manifest.bytes()) {
      throw new IOException(
          part.getParent()
              + ": has "
              + (free >> 20)
              + " MiB left, and the backup needs "
              + (manifest.bytes() >> 20));
    }
  }

  private void copyFiles(BackupManifest manifest, Path part) throws IOException {
    int copied = 0;
    for (StoredFile file : manifest.files()) {
      if (file.path().equals(BackupWriter.ROWS)) {
        continue;
      }
      Path source = backup.resolve(file.path());
      if (!Files.isRegularFile(source) || Files.size(source) != file.bytes()) {
        throw new IOException(source + ": missing, or of another size; the backup is damaged");
      }
      requireSame(source, file, CopiedFiles.copy(source, part, file.path(), file.bytes()));
      copied++;
    }
    progress.accept(copied + " files");
  }

  private static void requireSame(Path source, StoredFile promised, StoredFile found)
      throws IOException {
    if (!promised.sha256().equals(found.sha256())) {
      throw new IOException(source + ": its content was changed; the backup is damaged");
    }
  }

  private void copyArtifacts(BackupManifest manifest, Path part) throws IOException {
    Path pool = backup.toAbsolutePath().resolveSibling("artifacts");
    BlobStore target = BlobStore.open(part.resolve("blobs"), MAX_ARTIFACT);
    for (StoredFile artifact : manifest.artifacts()) {
      try {
        Path source = BlobStore.place(pool, artifact.sha256());
        if (!Files.isRegularFile(source)) {
          throw new IOException(pool + ": artifact " + artifact.sha256() + " is missing");
        }
        try (InputStream content = Files.newInputStream(source)) {
          target.put(content, artifact.sha256(), artifact.bytes());
        }
      } catch (RegistryException e) {
        throw new IOException(pool + ": " + e.getMessage(), e);
      }
    }
    progress.accept(manifest.artifacts().size() + " artifacts");
  }

  private void writeRows(BackupManifest manifest, Path part) throws IOException {
    Path source = backup.resolve(BackupWriter.ROWS);
    StoredFile promised =
        manifest.files().stream()
            .filter(file -> file.path().equals(BackupWriter.ROWS))
            .findFirst()
            .orElseThrow(() -> new IOException(backup + ": it has no rows"));
    if (!Files.isRegularFile(source)) {
      throw new IOException(source + ": missing; the backup is damaged");
    }
    Path checked = part.resolve(BackupWriter.ROWS);
    requireSame(
        source, promised, CopiedFiles.copy(source, part, BackupWriter.ROWS, Files.size(source)));
    DataFormat.check(part);
    try (IgniteNode node = IgniteNode.open(part.resolve("ignite"));
        InputStream in = Files.newInputStream(checked)) {
      Writing writing = new Writing(node);
      RowArchive.read(in, writing);
      writing.flush();
    }
    Files.delete(checked);
    progress.accept(manifest.rows() + " rows");
  }

  /** Writes rows in groups. */
  private static final class Writing implements RowReader {

    private final IgniteNode node;
    private final List<Change> group = new ArrayList<>();
    private int bytes;

    Writing(IgniteNode node) {
      this.node = node;
    }

    @Override
    public void row(String table, String key, byte @Nullable [] value) {
      Change change = new Change(node.table(table), key, value);
      group.add(change);
      bytes += change.bytes();
      if (group.size() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
        flush();
      }
    }

    void flush() {
      node.write(group);
      group.clear();
      bytes = 0;
    }
  }
}
