package io.vedette.cloud.backup;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where backups go. What is missing takes its default.
 *
 * @param folder on another disk or machine than the data; null: there are no backups
 * @param every a backup is made so often by itself; null: only when somebody asks for one
 * @param keep so many newest are kept, older ones are deleted (7)
 */
public record BackupConfig(@Nullable Path folder, @Nullable Duration every, int keep) {

  private static final int KEEP = 7;
  private static final Duration LEAST = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException in one line
   */
  public BackupConfig {
    keep = keep == 0 ? KEEP : keep;
    if (keep < 1) {
      throw new IllegalArgumentException("backups.keep: at least one backup is kept");
    }
    if (every != null && every.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("backups.every: at least " + LEAST);
    }
    if (every != null && folder == null) {
      throw new IllegalArgumentException("backups.every: needs backups.folder");
    }
  }

  public static BackupConfig none() {
    return new BackupConfig(null, null, 0);
  }
}
