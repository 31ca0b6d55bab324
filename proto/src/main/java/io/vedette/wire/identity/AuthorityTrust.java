package io.vedette.wire.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers whose chain ends in the authority with one fingerprint, and nobody else. The chain
 * must show the authority. Signatures, dates and the host name are checked as by the JDK.
 */
public final class AuthorityTrust extends X509ExtendedTrustManager {

  private final String fingerprint;

  /**
   * @param fingerprint SHA-256 of the authority's certificate (DER), hexadecimal in lower case
   */
  public AuthorityTrust(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    anchoredIn(chain).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    anchoredIn(chain).checkServerTrusted(chain, type, engine);
  }

  /** Refuses: without a connection there is no host name to check. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a server is trusted on a connection only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this trust is for servers only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private X509ExtendedTrustManager anchoredIn(X509Certificate[] chain) throws CertificateException {
    X509Certificate last = chain[chain.length - 1];
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(last.getEncoded());
      if (!HexFormat.of().formatHex(digest).equals(fingerprint)) {
        throw new CertificateException(
            "the server's authority is not the one that the enrollment token names");
      }
      if (last.getBasicConstraints() < 0) {
        throw new CertificateException("the certificate that the token names is no authority");
      }
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("authority", last);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
      throw new CertificateException("this Java has no PKIX trust manager");
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new CertificateException("cannot check the server: " + e.getMessage(), e);
    }
  }
}
