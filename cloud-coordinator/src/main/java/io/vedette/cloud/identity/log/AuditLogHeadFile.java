package io.vedette.cloud.identity.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;

/** The signed head in a file, written whole and readable by its owner only. */
final class AuditLogHeadFile {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALGORITHM = "Ed25519";
  private static final int MAX_BYTES = 4096;

  private final Path file;
  private final KeyPair keys;

  /**
   * @param keys an Ed25519 pair (RFC 8032)
   */
  AuditLogHeadFile(Path file, KeyPair keys) {
    this.file = file;
    this.keys = keys;
  }

  private record Signed(long last, String hash, String signature) {}

  /**
   * The head; empty when there is no file.
   *
   * @throws IOException in one line: unreadable, or not signed by this key
   */
  Optional<AuditLogHead> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": larger than a head");
    }
    try {
      Signed read = JSON.readValue(file.toFile(), Signed.class);
      AuditLogHead head = new AuditLogHead(read.last, read.hash);
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(keys.getPublic());
      check.update(head.signedBytes());
      if (check.verify(HexFormat.of().parseHex(read.signature))) {
        return Optional.of(head);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IOException(file + ": unreadable, or changed: " + e.getMessage(), e);
    }
    throw new IOException(file + ": not signed by this coordinator");
  }

  void write(AuditLogHead head) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(new Signed(head.last(), head.hash(), sign(head)));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(
            part,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String sign(AuditLogHead head) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(keys.getPrivate());
      signature.update(head.signedBytes());
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }
}
