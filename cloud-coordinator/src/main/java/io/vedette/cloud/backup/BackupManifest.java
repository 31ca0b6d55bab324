package io.vedette.cloud.backup;

import java.util.List;

/**
 * What a backup holds. It is written last: a folder without it is no backup.
 *
 * @param format of the data directory, see {@link io.vedette.cloud.store.DataFormat}
 * @param createdMs when the rows were taken, milliseconds since the epoch
 * @param rows of the archive, those that count several times too
 * @param files with paths in the backup's folder
 * @param artifacts digests of the artifacts that lie beside it
 */
public record BackupManifest(
    int format, long createdMs, long rows, List<StoredFile> files, List<StoredFile> artifacts) {

  /** Its name in the backup's folder. */
  static final String NAME = "backup.json";

  public BackupManifest {
    files = List.copyOf(files);
    artifacts = List.copyOf(artifacts);
  }

  /**
   * @param path with slashes; of an artifact its digest
   * @param sha256 of its content, 64 hex digits
   */
  public record StoredFile(String path, long bytes, String sha256) {}

  /** Bytes of everything that it names. */
  public long bytes() {
    return files.stream().mapToLong(StoredFile::bytes).sum()
        + artifacts.stream().mapToLong(StoredFile::bytes).sum();
  }
}
