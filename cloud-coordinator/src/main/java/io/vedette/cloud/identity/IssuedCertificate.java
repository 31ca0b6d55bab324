package io.vedette.cloud.identity;

import java.util.Set;

/**
 * A certificate that the authority issued.
 *
 * @param serial hexadecimal
 * @param name the id in it
 * @param role the role in it
 * @param deployments that a worker serves; empty: all
 * @param keySha256 of the key in it, as X.509 encodes it
 * @param tokenId with which its owner enrolled
 * @param issuedAtMs milliseconds since 1970
 * @param expiresAtMs milliseconds since 1970
 * @param revoked refused, though it has not expired
 */
public record IssuedCertificate(
    String serial,
    String name,
    Role role,
    Set<String> deployments,
    String keySha256,
    String tokenId,
    long issuedAtMs,
    long expiresAtMs,
    boolean revoked) {

  public IssuedCertificate {
    deployments = Set.copyOf(deployments);
  }

  IssuedCertificate refused() {
    return new IssuedCertificate(
        serial, name, role, deployments, keySha256, tokenId, issuedAtMs, expiresAtMs, true);
  }

  /** Whether its owner is let in. */
  boolean isValid(long nowMs) {
    return !revoked && nowMs < expiresAtMs;
  }
}
