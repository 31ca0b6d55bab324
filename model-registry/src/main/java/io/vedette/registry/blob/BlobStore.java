package io.vedette.registry.blob;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files named by the SHA-256 of their content, in a folder: {@code ab/cdef…}. A blob that the store
 * acknowledges is on the disk, whole, with the right digest, and never changes. One that the disk
 * changed all the same is set aside when it is read: the store has it no more, and takes it anew.
 * Safe for use by many threads; the folder belongs to one store at a time.
 */
public final class BlobStore {

  private static final int CHUNK = 1 << 16;

  private final Path folder;
  private final Path partials;
  private final Path damaged;
  private final long maxBytes;

  /** Held where a blob comes, goes, is kept or is set aside. */
  private final Object uses = new Object();

  /** Digests whose resumable partial is open now. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  private BlobStore(Path folder, long maxBytes) {
    this.folder = folder;
    this.partials = folder.resolve("partial");
    this.damaged = folder.resolve("damaged");
    this.maxBytes = maxBytes;
  }

  /**
   * Opens a store, making its folder on first use; partial uploads that were not resumed for a week
   * are removed.
   *
   * @param maxBytes no blob may be larger, bytes
   */
  public static BlobStore open(Path folder, long maxBytes) throws IOException {
    BlobStore store = new BlobStore(folder, maxBytes);
    Files.createDirectories(store.partials);
    Files.createDirectories(store.damaged);
    store.makeShelves();
    StalePartials.remove(store.partials);
    return store;
  }

  /** All of them now, durable: a blob then needs two syncs, its own and its shelf's. */
  private void makeShelves() throws IOException {
    boolean made = false;
    for (int i = 0; i < 256; i++) {
      Path shelf = folder.resolve("%02x".formatted(i));
      if (!Files.isDirectory(shelf)) {
        Files.createDirectory(shelf);
        made = true;
      }
    }
    if (made) {
      forceFolder(folder);
    }
  }

  /** A new name is durable once its folder is. */
  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  public boolean has(String sha256) {
    return Artifact.isDigest(sha256) && Files.isRegularFile(path(sha256));
  }

  /**
   * Where a blob is, after its digest was checked. The file is read-only by agreement.
   *
   * @throws DamagedBlobException when its bytes are others; it was set aside
   * @throws RegistryException when the store does not have it
   */
  public Path file(String sha256) throws RegistryException, IOException {
    Path file = present(sha256);
    check(sha256, Digests.sha256(file));
    return file;
  }

  /** The content of a blob, for small ones; throws as {@link #file} does. */
  public byte[] read(String sha256) throws RegistryException, IOException {
    byte[] content = Files.readAllBytes(present(sha256));
    check(sha256, Digests.sha256(content));
    return content;
  }

  /** Bytes. */
  public long size(String sha256) throws RegistryException, IOException {
    return Files.size(present(sha256));
  }

  /**
   * The blob from a byte on; the caller closes it. Read from its first byte, it ends with an {@link
   * IOException} when its digest is another, and is set aside; read from a later byte on, the
   * reader has to check.
   */
  public InputStream open(String sha256, long offset) throws RegistryException, IOException {
    FileChannel channel = FileChannel.open(present(sha256), StandardOpenOption.READ);
    try {
      if (offset < 0 || offset > channel.size()) {
        throw new RegistryException(
            "artifact " + sha256 + " has " + channel.size() + " bytes; none at " + offset);
      }
      InputStream content = Channels.newInputStream(channel.position(offset));
      return offset == 0 ? new CheckedBlobStream(content, found -> check(sha256, found)) : content;
    } catch (RegistryException | IOException e) {
      channel.close();
      throw e;
    }
  }

  private Path present(String sha256) throws RegistryException {
    if (!has(sha256)) {
      throw new RegistryException("artifact " + sha256 + " is not here; upload it first");
    }
    return path(sha256);
  }

  /**
   * Sets a blob aside that was read with another digest, unless it is right now: another reader may
   * have set it aside before, and it may have come anew since this one opened it.
   */
  private void check(String sha256, String found) throws DamagedBlobException, IOException {
    if (found.equals(sha256)) {
      return;
    }
    synchronized (uses) {
      if (has(sha256) && !Digests.sha256(path(sha256)).equals(sha256)) {
        Files.move(path(sha256), aside(folder, sha256), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    throw new DamagedBlobException(sha256, found);
  }

  /**
   * Stores a whole blob; it is durable when this returns.
   *
   * @param size bytes that {@code content} must have
   * @throws RegistryException when size or digest are not as promised, or the size is too large
   */
  public Path put(InputStream content, String sha256, long size)
      throws RegistryException, IOException {
    if (keep(sha256)) {
      return path(sha256);
    }
    try (Upload upload = begin(sha256, size)) {
      content.skipNBytes(upload.offset());
      byte[] chunk = new byte[CHUNK];
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        upload.append(ByteBuffer.wrap(chunk, 0, n));
      }
      return upload.commit();
    } catch (java.io.EOFException e) {
      throw new RegistryException(
          "artifact " + sha256 + " ends before the " + size + " bytes it should have", e);
    }
  }

  /** Stores what is in memory, under its own digest; durable when this returns. */
  public Artifact put(byte[] content, String role) throws RegistryException, IOException {
    String sha256 = Digests.sha256(content);
    put(new java.io.ByteArrayInputStream(content), sha256, content.length);
    return new Artifact(sha256, content.length, role);
  }

  /** Stores a copy of a file, under its own digest; durable when this returns. */
  public Artifact put(Path file, String role) throws RegistryException, IOException {
    String sha256 = Digests.sha256(file);
    long size = Files.size(file);
    try (InputStream content = Files.newInputStream(file)) {
      put(content, sha256, size);
    }
    return new Artifact(sha256, size, role);
  }

  /**
   * Begins an upload, or resumes one that was broken off at {@link Upload#offset}. Of two uploads
   * of one blob at the same time, the second starts anew and both succeed.
   *
   * @throws RegistryException when the digest is none or the size outside the limit
   */
  public Upload begin(String sha256, long size) throws RegistryException, IOException {
    if (!Artifact.isDigest(sha256)) {
      throw new RegistryException("'" + sha256 + "' is no SHA-256");
    }
    if (size < 0 || size > maxBytes) {
      throw new RegistryException(
          "artifact " + sha256 + ": " + size + " bytes is outside 0 to " + maxBytes);
    }
    if (open.add(sha256)) {
      Path part = partials.resolve(sha256 + ".part");
      try {
        return Upload.open(part, folder, sha256, size, uses, () -> open.remove(sha256));
      } catch (IOException | RuntimeException e) {
        open.remove(sha256);
        throw e;
      }
    }
    Path part = Files.createTempFile(partials, sha256 + "-", ".part");
    return Upload.open(
        part,
        folder,
        sha256,
        size,
        uses,
        () -> {
          try {
            Files.deleteIfExists(part);
          } catch (IOException e) {
            // left for the clean-up of the next start
          }
        });
  }

  /**
   * Whether the store has a blob, which somebody is about to name: {@link #deleteUnused} spares it
   * as if it were new.
   */
  public boolean keep(String sha256) throws IOException {
    synchronized (uses) {
      if (!has(sha256)) {
        return false;
      }
      Files.setLastModifiedTime(path(sha256), FileTime.from(Instant.now()));
      return true;
    }
  }

  /**
   * Deletes a blob unless it was stored or {@link #keep kept} after a moment. Who still reads it
   * reads on.
   *
   * @return false when it is newer, or not here
   */
  public boolean deleteUnused(String sha256, Instant since) throws IOException {
    synchronized (uses) {
      if (!has(sha256) || Files.getLastModifiedTime(path(sha256)).toInstant().isAfter(since)) {
        return false;
      }
      return Files.deleteIfExists(path(sha256));
    }
  }

  /** Deletes a blob; nothing happens when it is not here. Who still reads it reads on. */
  public void delete(String sha256) throws RegistryException, IOException {
    if (!Artifact.isDigest(sha256)) {
      throw new RegistryException("'" + sha256 + "' is no SHA-256");
    }
    Files.deleteIfExists(path(sha256));
  }

  /** All blobs, in no order. Others may come and go meanwhile. */
  public List<StoredBlob> blobs() throws IOException {
    List<StoredBlob> found = new ArrayList<>();
    for (Path shelf : list(folder)) {
      if (shelf.equals(partials) || shelf.equals(damaged) || !Files.isDirectory(shelf)) {
        continue;
      }
      for (Path file : list(shelf)) {
        String digest = shelf.getFileName().toString() + file.getFileName();
        if (Artifact.isDigest(digest)) {
          stored(digest, file).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Optional<StoredBlob> stored(String digest, Path file) throws IOException {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new StoredBlob(digest, is.size(), is.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Blobs that were set aside as damaged and have not come anew, by their digests. */
  public List<StoredBlob> damaged() throws IOException {
    List<StoredBlob> found = new ArrayList<>();
    for (Path file : list(damaged)) {
      stored(file.getFileName().toString(), file).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(StoredBlob::sha256));
    return found;
  }

  /** Deletes what was set aside of a blob. */
  public void deleteDamaged(String sha256) throws IOException {
    if (Artifact.isDigest(sha256)) {
      Files.deleteIfExists(aside(folder, sha256));
    }
  }

  private Path path(String sha256) {
    return place(folder, sha256);
  }

  /** Where a damaged blob is set aside. */
  static Path aside(Path folder, String sha256) {
    return folder.resolve("damaged").resolve(sha256);
  }

  static Path shelf(Path folder, String sha256) {
    return folder.resolve(sha256.substring(0, 2));
  }

  public static Path place(Path folder, String sha256) {
    return shelf(folder, sha256).resolve(sha256.substring(2));
  }
}
