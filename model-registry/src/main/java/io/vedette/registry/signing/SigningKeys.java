package io.vedette.registry.signing;

import io.vedette.registry.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * An Ed25519 key pair on disk: {@code signing.key} (PKCS #8, readable by its owner only) and {@code
 * signing.pub} (X.509), both as the JDK encodes them.
 */
public final class SigningKeys {

  private static final int MAX_KEY_BYTES = 4096;

  private SigningKeys() {}

  /**
   * The pair in a folder, made on first use.
   *
   * @throws RegistryException when the folder cannot be written or holds something else
   */
  public static KeyPair openOrCreate(Path folder) throws RegistryException {
    Path privateFile = folder.resolve("signing.key");
    Path publicFile = folder.resolve("signing.pub");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        // the private half goes last: a pair is complete once it is there
        store(publicFile, pair.getPublic().getEncoded(), "rw-r--r--");
        store(privateFile, pair.getPrivate().getEncoded(), "rw-------");
        return pair;
      }
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(read(publicFile)));
      PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(read(privateFile)));
      return new KeyPair(publicKey, privateKey);
    } catch (IOException | GeneralSecurityException e) {
      throw new RegistryException(
          folder
              + ": no usable Ed25519 key pair ("
              + e.getMessage()
              + "); restore it, or remove"
              + " both files to make a new one, which devices must be told of",
          e);
    }
  }

  /** A public key from its X.509 encoding. */
  public static PublicKey publicKey(byte[] encoded) throws RegistryException {
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new RegistryException("no Ed25519 public key: " + e.getMessage(), e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > MAX_KEY_BYTES) {
      throw new IOException(file + " is too large for a key");
    }
    return Files.readAllBytes(file);
  }

  /** The file has its permissions before it has its content. */
  private static void store(Path file, byte[] bytes, String permissions) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.write(part, bytes);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
