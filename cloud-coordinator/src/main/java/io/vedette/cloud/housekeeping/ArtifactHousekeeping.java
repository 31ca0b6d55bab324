package io.vedette.cloud.housekeeping;

import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.StoredBlob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes artifacts that nothing uses and that are beyond the bounds of the retention, and reads
 * one after the other to find damage. For use by one thread.
 */
final class ArtifactHousekeeping {

  private static final Logger log = LoggerFactory.getLogger(ArtifactHousekeeping.class);

  /** Digests of artifacts that something refers to. */
  interface References {
    Set<String> get() throws IOException;
  }

  /** What was stored so shortly ago may be named soon. */
  static final Duration YOUNG = Duration.ofHours(1);

  /** Read at a time, at least one artifact. */
  private static final long READ_AT_ONCE = 64L << 20;

  private final ArtifactRetentionConfig retention;
  private final BlobStore blobs;
  private final References references;
  private final InstantSource clock;
  private final Deque<StoredBlob> unread = new ArrayDeque<>();

  /** Digests of artifacts that the disk did not give when they were read last. */
  private final Set<String> unreadable = new TreeSet<>();

  ArtifactHousekeeping(
      ArtifactRetentionConfig retention,
      BlobStore blobs,
      References references,
      InstantSource clock) {
    this.retention = retention;
    this.blobs = blobs;
    this.references = references;
    this.clock = clock;
  }

  /**
   * What is stored and what is unneeded.
   *
   * @param delete deletes the unneeded ones; the answer then tells which were deleted
   */
  List<StorageUse> review(boolean delete) throws IOException {
    Instant now = clock.instant();
    List<StoredBlob> all = blobs.blobs();
    // Asked for after the files: what is stored meanwhile is not among these.
    Set<String> used = references.get();
    List<StoredBlob> unneeded = unneeded(all, used, now);
    List<StoredBlob> damaged = blobs.damaged();
    List<StoredBlob> unneededDamaged =
        damaged.stream().filter(blob -> !used.contains(blob.sha256())).toList();
    if (delete) {
      List<StoredBlob> deleted = new ArrayList<>();
      for (StoredBlob blob : unneeded) {
        if (blobs.deleteUnused(blob.sha256(), now.minus(YOUNG))) {
          deleted.add(blob);
        }
      }
      unneeded = deleted;
      for (StoredBlob blob : unneededDamaged) {
        blobs.deleteDamaged(blob.sha256());
      }
    }
    return List.of(
        use(StorageUse.Kind.ARTIFACTS, all, unneeded),
        use(StorageUse.Kind.DAMAGED_ARTIFACTS, damaged, unneededDamaged));
  }

  private static StorageUse use(
      StorageUse.Kind kind, List<StoredBlob> all, List<StoredBlob> unneeded) {
    return new StorageUse(kind, all.size(), bytes(all), unneeded.size(), bytes(unneeded));
  }

  /** Those that nothing uses, oldest first, until the rest is within the bounds. */
  private List<StoredBlob> unneeded(List<StoredBlob> all, Set<String> used, Instant now) {
    List<StoredBlob> unused =
        all.stream()
            .filter(blob -> !used.contains(blob.sha256()))
            .sorted(Comparator.comparing(StoredBlob::used))
            .toList();
    List<StoredBlob> unneeded = new ArrayList<>();
    long left = bytes(unused);
    for (StoredBlob blob : unused) {
      boolean old = blob.used().isBefore(now.minus(retention.maxAge()));
      boolean young = !blob.used().isBefore(now.minus(YOUNG));
      if (young || !(old || left > retention.maxBytes())) {
        break;
      }
      unneeded.add(blob);
      left -= blob.bytes();
    }
    return unneeded;
  }

  private static long bytes(List<StoredBlob> of) {
    return of.stream().mapToLong(StoredBlob::bytes).sum();
  }

  /** Reads the next artifacts; those that are damaged are set aside. */
  void readNext() throws IOException {
    if (unread.isEmpty()) {
      unread.addAll(blobs.blobs());
    }
    long read = 0;
    while (!unread.isEmpty() && read < READ_AT_ONCE) {
      StoredBlob next = unread.removeFirst();
      read += next.bytes();
      if (readable(next.sha256())) {
        unreadable.remove(next.sha256());
      } else {
        unreadable.add(next.sha256());
      }
    }
  }

  private boolean readable(String sha256) {
    try {
      blobs.file(sha256);
      return true;
    } catch (RegistryException e) {
      // It was deleted meanwhile, or set aside, which damaged() tells.
      return true;
    } catch (IOException e) {
      log.warn("artifact {} cannot be read: {}", sha256, e.toString());
      return false;
    }
  }

  /** Digests of artifacts that are used and cannot be read, or were set aside as damaged. */
  List<String> missing() throws IOException {
    Set<String> damaged = new TreeSet<>(unreadable);
    blobs.damaged().forEach(blob -> damaged.add(blob.sha256()));
    if (damaged.isEmpty()) {
      return List.of();
    }
    Set<String> used = references.get();
    return damaged.stream().filter(used::contains).toList();
  }
}
