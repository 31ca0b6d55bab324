package io.vedette.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What a device or worker is known by: {@code key.pem} (PKCS #8), {@code request.der} (PKCS #10 of
 * that key), {@code certificate.pem} (its own certificate first) and {@code authority.pem}, whom it
 * trusts. Mode 700, files 600.
 *
 * <p>The key stays the same, and each file is written whole: a crash at any point leaves a folder
 * that enrolls again with the same key, or one that has an identity.
 */
public record IdentityFolder(Path folder) {

  private static final int LINE = 64;

  public Path key() {
    return folder.resolve("key.pem");
  }

  public Path request() {
    return folder.resolve("request.der");
  }

  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /** Whether it has an identity; the certificate is written last. */
  public boolean exists() {
    return Files.exists(certificate());
  }

  /** Whether it has a key that waits for its certificate, or has one. */
  public boolean hasKey() {
    return Files.exists(request());
  }

  /**
   * Stores a key before its certificate is asked for.
   *
   * @param pkcs10 its request, DER
   */
  public void writeKey(PrivateKey key, byte[] pkcs10) throws IOException {
    PrivateFiles.folder(folder);
    PrivateFiles.write(key(), pem("PRIVATE KEY", key.getEncoded()));
    PrivateFiles.write(request(), pkcs10);
  }

  /**
   * Stores the first certificate of the key, or the next one.
   *
   * @param certificates DER, its own first
   * @param authority DER
   */
  public void writeCertificates(List<byte[]> certificates, byte[] authority) throws IOException {
    StringBuilder chain = new StringBuilder();
    for (byte[] certificate : certificates) {
      chain.append(new String(pem("CERTIFICATE", certificate), StandardCharsets.US_ASCII));
    }
    PrivateFiles.write(authority(), pem("CERTIFICATE", authority));
    PrivateFiles.write(certificate(), chain.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] pem(String kind, byte[] content) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
    return ("-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The certificate of its owner.
   *
   * @throws IOException in one line: there is none, or it cannot be read
   */
  public X509Certificate own() throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate())));
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate() + ": no certificate: " + e.getMessage(), e);
    }
  }

  /**
   * Whether the certificate can be used now, and an authority signed it.
   *
   * @param trusted PEM file of the authority's certificate
   */
  public boolean isValidAt(Path trusted) {
    if (!exists()) {
      return false;
    }
    try {
      X509Certificate own = own();
      own.checkValidity();
      own.verify(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(trusted)))
              .getPublicKey());
      return true;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  /** The id in the certificate; throws as {@link #own} does. */
  public String name() throws IOException {
    try {
      for (Rdn part : new LdapName(own().getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return String.valueOf(part.getValue());
        }
      }
    } catch (InvalidNameException e) {
      throw new IOException(certificate() + ": its subject has no id", e);
    }
    throw new IOException(certificate() + ": its subject has no id");
  }
}
