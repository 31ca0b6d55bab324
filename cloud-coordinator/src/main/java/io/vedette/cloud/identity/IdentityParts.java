package io.vedette.cloud.identity;

import io.vedette.wire.ServerTls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * What a coordinator knows its callers by.
 *
 * @param identities devices and workers
 * @param adminToken the token of the first hour
 * @param tls of the listener
 */
public record IdentityParts(Identities identities, AdminToken adminToken, ServerTls tls) {

  /** In the data directory. */
  public static final String FOLDER = "identity";

  /**
   * Opens or makes the authority, the coordinator's certificate and the admin's token.
   *
   * @param listener host that the coordinator listens on
   * @param refused ids that were revoked
   * @throws IOException in one line for people
   */
  public static IdentityParts open(
      Path data,
      IdentityConfig config,
      String listener,
      IdentityStore store,
      Predicate<String> refused,
      InstantSource clock)
      throws IOException {
    Path folder = data.resolve(FOLDER);
    Duration life = Duration.ofDays(config.certificateDays());
    Authority authority = Authority.open(folder, config, clock.instant());
    return new IdentityParts(
        new Identities(authority, life, store, refused, clock),
        AdminToken.open(folder),
        new ServerTls(
            new ServerCertificate(
                authority, ServerCertificate.hosts(config, listener), life, clock),
            new ClientTrust(authority.certificate())));
  }
}
