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
 * What a device or worker is known by: {@code key.pem} (PKCS #8), {@code certificate.pem} (its own
 * certificate first) and {@code authority.pem}, whom it trusts. Mode 700, files 600.
 */
public record IdentityFolder(Path folder) {

  private static final int LINE = 64;

  public Path key() {
    return folder.resolve("key.pem");
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

  /**
   * Stores an identity; one that is there is replaced file by file, the certificate last.
   *
   * @param certificates DER, its own first
   * @param authority DER
   */
  public void write(PrivateKey key, List<byte[]> certificates, byte[] authority)
      throws IOException {
    PrivateFiles.folder(folder);
    PrivateFiles.write(key(), pem("PRIVATE KEY", key.getEncoded()));
    PrivateFiles.write(authority(), pem("CERTIFICATE", authority));
    writeCertificates(certificates);
  }

  private void writeCertificates(List<byte[]> certificates) throws IOException {
    StringBuilder chain = new StringBuilder();
    for (byte[] certificate : certificates) {
      chain.append(new String(pem("CERTIFICATE", certificate), StandardCharsets.US_ASCII));
    }
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
