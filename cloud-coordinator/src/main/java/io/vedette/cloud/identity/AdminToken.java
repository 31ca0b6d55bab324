package io.vedette.cloud.identity;

import io.vedette.wire.Digests;
import io.vedette.wire.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The token of the first hour: the file {@code admin-token} of the coordinator, readable by its
 * owner only, makes whoever can read it an admin. A file that was deleted is made anew, with
 * another token, at the next start.
 */
public final class AdminToken implements TokenAuthenticator {

  public static final String FILE = "admin-token";

  private static final Caller ADMIN =
      new Caller("admin-token", Role.ADMIN, Set.of(), Caller.Kind.API_TOKEN);
  private static final int LEAST = 16;

  private final byte[] sha256;

  private AdminToken(String secret) {
    this.sha256 = hash(secret);
  }

  /**
   * The token in a folder, made on first use.
   *
   * @throws IOException in one line for people
   */
  public static AdminToken open(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      String text = "vda_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
      PrivateFiles.folder(folder);
      PrivateFiles.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
      return new AdminToken(text);
    }
    String secret = Files.readString(file).lines().findFirst().orElse("").strip();
    if (secret.length() < LEAST) {
      throw new IOException(
          file
              + ": the token must have at least "
              + LEAST
              + " characters; delete it for a new one");
    }
    return new AdminToken(secret);
  }

  @Override
  public Optional<Caller> authenticate(String token, String address) {
    return MessageDigest.isEqual(sha256, hash(token)) ? Optional.of(ADMIN) : Optional.empty();
  }

  private static byte[] hash(String secret) {
    return Digests.newDigest().digest(secret.getBytes(StandardCharsets.UTF_8));
  }
}
