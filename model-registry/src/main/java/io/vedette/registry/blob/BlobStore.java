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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files named by the SHA-256 of their content, in a folder: {@code ab/cdef…}. A blob that the store
 * acknowledges is on the disk, whole, with the right digest, and never changes. Safe for use by
 * many threads; the folder belongs to one store at a time.
 */
public final class BlobStore {

  private static final int CHUNK = 1 << 16;

  private final Path folder;
  private final Path partials;
  private final long maxBytes;

  /** Digests whose resumable partial is open now. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  private BlobStore(Path folder, long maxBytes) {
    this.folder = folder;
    this.partials = folder.resolve("partial");
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
    StalePartials.remove(store.partials);
    return store;
  }

  public boolean has(String sha256) {
    return Artifact.isDigest(sha256) && Files.isRegularFile(path(sha256));
  }

  /**
   * Where a blob is. The file is read-only by agreement.
   *
   * @throws RegistryException when the store does not have it
   */
  public Path file(String sha256) throws RegistryException {
    if (!has(sha256)) {
      throw new RegistryException("artifact " + sha256 + " is not here; upload it first");
    }
    return path(sha256);
  }

  /** Bytes. */
  public long size(String sha256) throws RegistryException, IOException {
    return Files.size(file(sha256));
  }

  /** The blob from a byte on; the caller closes it. */
  public InputStream open(String sha256, long offset) throws RegistryException, IOException {
    FileChannel channel = FileChannel.open(file(sha256), StandardOpenOption.READ);
    try {
      if (offset < 0 || offset > channel.size()) {
        throw new RegistryException(
            "artifact " + sha256 + " has " + channel.size() + " bytes; none at " + offset);
      }
      return Channels.newInputStream(channel.position(offset));
    } catch (RegistryException | IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Stores a whole blob; it is durable when this returns.
   *
   * @param size bytes that {@code content} must have
   * @throws RegistryException when size or digest are not as promised, or the size is too large
   */
  public Path put(InputStream content, String sha256, long size)
      throws RegistryException, IOException {
    if (has(sha256)) {
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
        return Upload.open(part, folder, sha256, size, () -> open.remove(sha256));
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
        () -> {
          try {
            Files.deleteIfExists(part);
          } catch (IOException e) {
            // left for the clean-up of the next start
          }
        });
  }

  /** Deletes a blob; nothing happens when it is not here. Who still reads it reads on. */
  public void delete(String sha256) throws RegistryException, IOException {
    if (!Artifact.isDigest(sha256)) {
      throw new RegistryException("'" + sha256 + "' is no SHA-256");
    }
    Files.deleteIfExists(path(sha256));
  }

  /** The digests of all blobs, in no order. */
  public List<String> digests() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(f -> !f.startsWith(partials) && Files.isRegularFile(f))
          .map(f -> folder.relativize(f).toString().replace(f.getFileSystem().getSeparator(), ""))
          .filter(Artifact::isDigest)
          .toList();
    }
  }

  private Path path(String sha256) {
    return place(folder, sha256);
  }

  static Path shelf(Path folder, String sha256) {
    return folder.resolve(sha256.substring(0, 2));
  }

  static Path place(Path folder, String sha256) {
    return shelf(folder, sha256).resolve(sha256.substring(2));
  }
}
