package io.vedette.cloud.backup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cloud.backup.BackupManifest.StoredFile;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.store.DataFormat;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes one backup. Whatever the rows name was durable before them, so it is in the pictures and
 * artifacts that are copied after them, as long as nothing is deleted meanwhile. Checkpoints stay
 * behind: a distillation that was under way begins again.
 */
final class BackupWriter {

  static final String ROWS = "rows.gz";
  static final String FRAMES = "frames";

  /** Folders of a data directory that are copied as they are. */
  static final List<String> SECRETS = List.of("keys", "identity");

  private static final JsonMapper JSON = new JsonMapper();

  private final Path data;
  private final IgniteNode node;
  private final BlobStore artifacts;
  private final FrameSegments segments;
  private final BlobStore pool;
  private final List<String> lacking = new ArrayList<>();

  /**
   * @param data the data directory
   * @param pool artifacts of all backups
   */
  BackupWriter(
      Path data, IgniteNode node, BlobStore artifacts, FrameSegments segments, BlobStore pool) {
    this.data = data;
    this.node = node;
    this.artifacts = artifacts;
    this.segments = segments;
    this.pool = pool;
  }

  /** Artifacts that were damaged on the disk, and are not in the backup. */
  List<String> lacking() {
    return lacking;
  }

  /**
   * Writes a backup.
   *
   * @param folder does not exist yet
   */
  BackupManifest write(Path folder, long nowMs) throws IOException {
    CopiedFiles.makeFolder(folder);
    List<StoredFile> files = new ArrayList<>();
    // Before the rows: the head of the audit log may be older than its rows, never newer.
    for (String name : SECRETS) {
      files.addAll(copyFolder(name, folder));
    }
    long[] rows = new long[1];
    files.add(
        CopiedFiles.write(
            folder,
            ROWS,
            out -> {
              RowArchive.Writer archive = new RowArchive.Writer(out);
              node.export(archive);
              archive.finish();
              rows[0] = archive.rows();
            }));
    for (long segment : segments.segments()) {
      String name = FRAMES + "/" + segments.name(segment);
      files.add(CopiedFiles.copy(data.resolve(name), folder, name, segments.bytes(segment)));
    }
    BackupManifest manifest =
        new BackupManifest(DataFormat.NUMBER, nowMs, rows[0], files, copyArtifacts());
    CopiedFiles.write(
        folder, BackupManifest.NAME, out -> out.write(JSON.writeValueAsBytes(manifest)));
    return manifest;
  }

  /** Not one that is being written, and gets its name afterwards. */
  private static boolean isWhole(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().endsWith(".part");
  }

  private List<StoredFile> copyFolder(String name, Path folder) throws IOException {
    Path source = data.resolve(name);
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    List<StoredFile> copied = new ArrayList<>();
    try (Stream<Path> found = Files.list(source)) {
      for (Path file : found.filter(BackupWriter::isWhole).sorted().toList()) {
        String path = name + "/" + file.getFileName();
        // Read at once: a file that is replaced meanwhile is the old one or the new one, whole.
        byte[] content = Files.readAllBytes(file);
        copied.add(CopiedFiles.write(folder, path, out -> out.write(content)));
      }
    }
    return copied;
  }

  private List<StoredFile> copyArtifacts() throws IOException {
    List<StoredFile> copied = new ArrayList<>();
    for (StoredBlob blob : artifacts.blobs()) {
      try {
        if (!pool.has(blob.sha256())) {
          try (InputStream content = artifacts.open(blob.sha256(), 0)) {
            pool.put(content, blob.sha256(), blob.bytes());
          }
        }
        copied.add(new StoredFile(blob.sha256(), blob.bytes(), blob.sha256()));
      } catch (RegistryException e) {
        lacking.add(blob.sha256());
      }
    }
    return copied;
  }
}
