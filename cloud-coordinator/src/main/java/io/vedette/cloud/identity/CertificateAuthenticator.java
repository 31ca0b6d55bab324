package io.vedette.cloud.identity;

import java.security.cert.X509Certificate;

/** Knows the certificates of devices and workers. */
@FunctionalInterface
public interface CertificateAuthenticator {

  /** Knows no certificate. */
  CertificateAuthenticator NONE =
      certificate -> {
        throw new RefusedIdentityException("no certificates are known here");
      };

  /**
   * The caller of a certificate that passed the handshake.
   *
   * @throws RefusedIdentityException in one line for people: it is unknown, revoked or expired
   */
  Caller authenticate(X509Certificate certificate) throws RefusedIdentityException;
}
