package io.vedette.registry.blob;

import io.vedette.registry.RegistryException;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A blob on its way in. Closed before {@link #commit}, its bytes stay and a later upload resumes
 * after them. For use by one thread at a time.
 */
public final class Upload implements AutoCloseable {

  private final Path part;
  private final Path folder;
  private final String sha256;
  private final long size;
  private final FileChannel channel;
  private final MessageDigest digest;
  private final Object uses;
  private final Runnable onClose;
  private long offset;
  private boolean closed;

  private Upload(
      Path part,
      Path folder,
      String sha256,
      long size,
      FileChannel channel,
      Object uses,
      Runnable onClose) {
    this.part = part;
    this.folder = folder;
    this.sha256 = sha256;
    this.size = size;
    this.channel = channel;
    this.digest = Digests.newDigest();
    this.uses = uses;
    this.onClose = onClose;
  }

  /**
   * @param uses held where the blob takes its place
   */
  static Upload open(
      Path part, Path folder, String sha256, long size, Object uses, Runnable onClose)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Upload upload = new Upload(part, folder, sha256, size, channel, uses, onClose);
    try {
      upload.resume();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return upload;
  }

  /** The digest of what is there already; a partial longer than the blob is no part of it. */
  private void resume() throws IOException {
    if (channel.size() > size) {
      channel.truncate(0);
    }
    ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    while (channel.read(chunk.clear()) >= 0) {
      digest.update(chunk.flip());
    }
    offset = channel.position();
  }

  /** Bytes that are here already: the next ones are appended there. */
  public long offset() {
    return offset;
  }

  /**
   * @throws RegistryException when the blob would become longer than promised; the partial is
   *     dropped
   */
  public void append(ByteBuffer bytes) throws RegistryException, IOException {
    if (bytes.remaining() > size - offset) {
      drop();
      throw new RegistryException(
          "artifact " + sha256 + " is longer than the " + size + " bytes it should have");
    }
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      offset += channel.write(bytes);
    }
  }

  /**
   * Makes the blob durable and visible; a second upload of the same blob changes nothing.
   *
   * @throws RegistryException when bytes are missing (the partial stays), or when the digest is
   *     another (the partial is dropped)
   */
  public Path commit() throws RegistryException, IOException {
    if (offset != size) {
      throw new RegistryException(
          "artifact " + sha256 + " has " + offset + " of " + size + " bytes; send the rest");
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      drop();
      throw new RegistryException(
          "artifact " + sha256 + " arrived with digest " + found + "; send it again");
    }
    // It is new from now on, however long ago its last bytes came.
    Files.setLastModifiedTime(part, FileTime.from(Instant.now()));
    channel.force(true);
    channel.close();
    Path shelf = BlobStore.shelf(folder, sha256);
    Path target = BlobStore.place(folder, sha256);
    synchronized (uses) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      BlobStore.forceFolder(shelf);
      Files.deleteIfExists(BlobStore.aside(folder, sha256));
    }
    return target;
  }

  private void drop() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      channel.close();
      onClose.run();
    }
  }
}
