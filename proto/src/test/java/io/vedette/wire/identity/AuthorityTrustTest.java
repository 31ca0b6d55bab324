package io.vedette.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class AuthorityTrustTest {

  private final KeyPair authorityKey = key();
  private final KeyPair serverKey = key();
  private final X509Certificate authority = certificate("authority", authorityKey, null);

  @Test
  void aServerOfTheNamedAuthorityIsTrusted() throws Exception {
    handshake(fingerprint(authority), "localhost", authorityKey);
  }

  @Test
  void anotherAuthorityIsRefused() {
    X509Certificate other = certificate("authority", key(), null);
    assertThatThrownBy(() -> handshake(fingerprint(other), "localhost", authorityKey))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("not the one that the enrollment token names");
  }

  @Test
  void showingTheAuthorityWithoutItsSignatureIsRefused() {
    assertThatThrownBy(() -> handshake(fingerprint(authority), "localhost", key()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void anotherHostNameIsRefused() {
    assertThatThrownBy(() -> handshake(fingerprint(authority), "elsewhere", authorityKey))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("localhost");
  }

  @Test
  void aTokenIsParsedAndItsSecretIsNotShown() {
    String secret = "vdt_" + "a".repeat(43);
    var token = EnrollmentTokenText.parse(secret + "." + fingerprint(authority) + "\n");
    assertThat(token.secret()).isEqualTo(secret);
    assertThat(token.fingerprint()).isEqualTo(fingerprint(authority));
    assertThat(token.toString()).doesNotContain(secret);
    assertThatThrownBy(() -> EnrollmentTokenText.parse(secret))
        .hasMessageContaining("no enrollment token")
        .hasMessageNotContaining(secret);
  }

  private void handshake(String trusted, String host, KeyPair signer) throws Exception {
    X509Certificate own = certificate(host, serverKey, signer);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "own", serverKey.getPrivate(), new char[0], new Certificate[] {own, authority});
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, new char[0]);
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(factory.getKeyManagers(), null, null);
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, new TrustManager[] {new AuthorityTrust(trusted)}, null);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (var listener =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      Thread accepting = new Thread(() -> accept(listener));
      accepting.setDaemon(true);
      accepting.start();
      Socket plain = new Socket(loopback, listener.getLocalPort());
      plain.setSoTimeout(60_000);
      try (var socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(plain, "localhost", listener.getLocalPort(), true)) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      }
    }
  }

  private static void accept(SSLServerSocket listener) {
    try (var socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(60_000);
      socket.startHandshake();
    } catch (java.io.IOException e) {
      // The client tells what went wrong.
    }
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of an authority that signs itself, when the signer is null; else of the server. */
  private static X509Certificate certificate(
      String name, KeyPair key, @org.jspecify.annotations.Nullable KeyPair signer) {
    try {
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=authority"),
              BigInteger.valueOf(signer == null ? 1 : 2),
              Date.from(now.minus(1, ChronoUnit.DAYS)),
              Date.from(now.plus(1, ChronoUnit.DAYS)),
              new X500Name("CN=" + name),
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(signer == null));
      if (signer != null) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
      }
      KeyPair signing = signer == null ? key : signer;
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
